export const ThemePage = () => null
