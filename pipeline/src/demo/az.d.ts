declare module "az"
