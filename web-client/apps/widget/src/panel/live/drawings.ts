/** Drawings of the screens from the start on; the same grid as in ready/icons.tsx. */
export const drawings = {
  down: 'M5 9l7 7 7-7',
  send: 'M4 12l16-7-5 15-4-6zM11 14l9-9',
  clip: 'M20 11l-8.500 8.500a5 5 0 01-7-7L13 4a3.300 3.300 0 014.700 4.700L9.500 17a1.700 1.700 0 01-2.400-2.400L14.500 7',
  sending: 'M12 4a8 8 0 110 16 8 8 0 010-16zM12 8v4l3 2',
  sent: 'M5 12.500l4.500 4.500L19 7',
  read: 'M2 12.500L6.500 17 15 7M11 16l1 1 9-10',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
} as const;
