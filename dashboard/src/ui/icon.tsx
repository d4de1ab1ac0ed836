const paths = {
  search: "M7 12.5a5.5 5.5 0 1 1 0-11 5.5 5.5 0 0 1 0 11Zm4-1.5 4 4",
  close: "m4 4 8 8m0-8-8 8",
  down: "m4 6 4 4 4-4",
  up: "m4 10 4-4 4 4",
  left: "m10 4-4 4 4 4",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm0-10v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1 1m8 8 1 1M3 13l1-1m8-8 1-1",
  moon: "M13.5 9.5a6 6 0 0 1-7-7 6 6 0 1 0 7 7Z",
  auto: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-12v12",
  download: "M8 2v8m-3.5-3L8 10.500 11.500 7M2.500 13.500h11",
  keyboard: "M1.500 4h13v8h-13Zm3 5.500h7m-7-3h.01m2.300 0h.01m2.300 0h.01m2.300 0h.01",
  calendar: "M2 3.500h12v10.500H2Zm0 3.500h12M5 1.500v3m6-3v3",
  sliders: "M2 5h7m4 0h1M2 11h1m4 0h7M11 3v4M5 9v4",
  person: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6Zm-5.500 6a5.500 5.500 0 0 1 11 0",
  bookmark: "M4 2.500h8v11l-4-3-4 3Z",
  flag: "M4 14.500v-13m0 1h8.500l-2 3 2 3H4",
  check: "m3 8.500 3.500 3.500L13 4.500"
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.4}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
