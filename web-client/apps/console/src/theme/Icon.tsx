/** Our own line icons, 24 × 24, drawn with the colour of the text; always beside a word or inside a named control. */
const paths = {
  desk: 'M3 12h5l1.5 3h5L16 12h5M5 5h14l2 7v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6z',
  mail: 'M3 6h18v12H3zM3 7l9 6 9-6',
  archive: 'M3 4h18v4H3zM5 8v12h14V8M10 12h4',
  board: 'M3 4h18v12H3zM8 20h8M12 16v4M7 13v-3M12 13V7M17 13v-4',
  gear: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 12h2M18 12h2M12 4v2M12 18v2M6.3 6.3l1.5 1.5M16.2 16.2l1.5 1.5M17.7 6.3l-1.5 1.5M7.8 16.2l-1.5 1.5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4 20c1-4 4-6 8-6s7 2 8 6',
  people:
    'M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM3 19c.5-3 3-5 6-5s5.500 2 6 5M16 5.200a3 3 0 0 1 0 5.600M18 14.500c1.700.8 2.700 2.400 3 4.500',
  send: 'M4 12l16-8-6 16-3-7z',
  clip: 'M8 12l6-6a3 3 0 0 1 4 4l-8 8a5 5 0 0 1-7-7l7-7',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8M8 13h4',
  text: 'M4 6h16M4 12h10M4 18h13',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M4 12l5 5L20 6',
  checks: 'M2 12l5 5L17 7M11 16l1 1L22 7',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  up: 'M5 15l7-7 7 7',
  down: 'M5 9l7 7 7-7',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 20h4',
  bellOff: 'M6 16V11a6 6 0 0 1 9-5.200M18 12v4l2 2H8M10 20h4M3 3l18 18',
  swap: 'M4 8h14l-4-4M20 16H6l4 4',
  warn: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  download: 'M12 4v11M7 11l5 5 5-5M4 20h16',
  copy: 'M8 8h12v12H8zM4 16V4h12',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4 20l1-5L16 4l4 4L9 19z',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L20 20',
  keyboard: 'M3 7h18v10H3zM7 10v.5M11 10v.5M15 10v.5M8 14h8',
  globe: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM4 12h16M12 4c5 5 5 11 0 16M12 4c-5 5-5 11 0 16',
  page: 'M6 3h8l4 4v14H6zM14 3v4h4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19',
  moon: 'M19 14a8 8 0 0 1-9-9 8 8 0 1 0 9 9z',
  auto: 'M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16',
  out: 'M10 4H5v16h5M14 8l5 4-5 4M19 12H9',
  undo: 'M9 7L4 12l5 5M4 12h10a5 5 0 0 1 5 5v1',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  mic: 'M9 6a3 3 0 0 1 6 0v6a3 3 0 0 1-6 0zM5 11a7 7 0 0 0 14 0M12 18v3',
  micOff:
    'M9 9v3a3 3 0 0 0 4.500 2.600M15 10V6a3 3 0 0 0-5.800-1M5 11a7 7 0 0 0 10.500 6M19 11a7 7 0 0 1-.6 2.800M12 18v3M3 3l18 18',
  phone: 'M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z',
  hangUp: 'M3 14c0-6 18-6 18 0v2h-5v-3c-3-1-5-1-8 0v3H3z',
  camera: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  cameraOff: 'M8 7h7v6M15 17H3V7h1M15 11l6-3v8l-3-1.500M3 3l18 18',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  pause: 'M8 5v14M16 5v14',
  speaker: 'M4 9v6h4l5 4V5L8 9zM17 9a4 4 0 0 1 0 6M19.500 6.500a8 8 0 0 1 0 11',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 11v5M12 8v.5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
