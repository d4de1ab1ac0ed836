import { createTheme, type MantineColorsTuple } from "@mantine/core"

/** what floats stays inside the page's main landmark */
const portalProps = { target: "#content" }
const still = { transitionProps: { duration: 0 }, portalProps }

const ink: MantineColorsTuple = [
  "#f0f4fb",
  "#dde6f5",
  "#bccdea",
  "#97b1dd",
  "#7496d0",
  "#567dc3",
  "#3f68b3",
  "#31559a",
  "#26447e",
  "#1b3262"
]

/** One hue; colours and fonts themselves live in tokens.css so that no style element is made at run time. */
export const mantineTheme = createTheme({
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  defaultRadius: 6,
  cursorType: "pointer",
  components: {
    Tooltip: { defaultProps: { openDelay: 150, ...still } },
    Popover: { defaultProps: still },
    Combobox: { defaultProps: still },
    Menu: { defaultProps: still }
  }
})
