export const SchoolsPage = () => null
