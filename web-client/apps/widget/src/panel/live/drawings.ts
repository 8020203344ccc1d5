// Drawings of the screens from the start on; the same grid as in ready/drawings.ts.
export const down = 'M5 9l7 7 7-7';
export const send = 'M4 12l16-7-5 15-4-6zM11 14l9-9';
export const clip = 'M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.3 3.3 0 014.7 4.7L9.5 17a1.7 1.7 0 01-2.4-2.4L14.5 7';
export const sending = 'M12 4a8 8 0 110 16 8 8 0 010-16zM12 8v4l3 2';
export const sent = 'M5 12.5l4.5 4.5L19 7';
export const read = 'M2 12.5L6.5 17 15 7M11 16l1 1 9-10';
