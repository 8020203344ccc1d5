// Drawings on a 24-unit grid; strokes only. Each is put in where it is drawn, so that a chunk carries its own alone.
export const close = 'M6 6l12 12M18 6L6 18';
export const search = 'M11 4a7 7 0 110 14 7 7 0 010-14zM16 16l5 5';
export const next = 'M9 5l7 7-7 7';
export const alert = 'M12 4l9 16H3zM12 10v4M12 17v.5';
export const done = 'M12 3a9 9 0 110 18 9 9 0 010-18zM8 12.5l3 3 5-6';
export const file = 'M6 3h8l5 5v13H6zM14 3v5h5';
export const download = 'M12 4v11M7 11l5 5 5-5M5 20h14';
