/** Drawings of calls; the same grid as in ready/icons.tsx. */
export const drawings = {
  microphone: 'M12 3a3 3 0 013 3v5a3 3 0 01-6 0V6a3 3 0 013-3zM6 11a6 6 0 0012 0M12 17v4',
  microphoneOff: 'M9 9v2a3 3 0 005 2M15 10V6a3 3 0 00-6 0M6 11a6 6 0 0010 4M18 11v1M12 17v4M4 4l16 16',
  camera: 'M3 7h12v10H3zM15 11l6-3v8l-6-3',
  cameraOff: 'M7 7h8v8M15 11l6-3v8l-4-2M15 17H3V7M3 3l18 18',
  screen: 'M3 5h18v11H3zM8 20h8M12 16v4',
  sound: 'M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 010 6M18.500 6.500a8 8 0 010 11',
  hangUp: 'M3 13c5-5 13-5 18 0l-2 3-4-1v-3a12 12 0 00-6 0v3l-4 1z',
  hold: 'M9 5v14M15 5v14',
  goOn: 'M8 5l11 7-11 7z',
  talk: 'M6 3l3 5-2 2a12 12 0 007 7l2-2 5 3-1 3C11 22 2 13 3 4z',
  elsewhere: 'M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9',
  enlarge: 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7',
  liveText: 'M4 6h16M4 11h9M4 16h5M14 18l6-6M20 12l-1 5-5 1',
} as const;
