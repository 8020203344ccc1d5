// Drawings of the invented city, as inline SVG with presentation attributes only: the portal's policy forbids styles in
// attributes and images from elsewhere.

/** The city's arms: a tower over the lake. */
export const crest = `<svg viewBox="0 0 48 56" width="40" height="47" aria-hidden="true">
<path d="M3 3h42v26c0 12-9 19-21 24C12 48 3 41 3 29z" fill="#b3141b"/>
<path d="M17 12h3v3h3v-3h3v3h3v-3h3v8h-2v12H19V20h-2z" fill="#fff"/>
<path d="M22 26a2 2 0 014 0v6h-4z" fill="#b3141b"/>
<path d="M4.500 34c4-3 6-3 10 0s6 3 9.500 0 6-3 9.500 0 6 3 10 0l-1 4c-4 3-6 3-9 0s-6-3-9.500 0-6 3-9.500 0-6-3-9 0z" fill="#fff"/>
<path d="M3 3h42v26c0 12-9 19-21 24C12 48 3 41 3 29z" fill="none" stroke="#7d0c12" stroke-width="2"/>
</svg>`;

/** Mountains over the lake, behind the first words of the home page. */
export const lake = `<svg class="lake" viewBox="0 0 1440 320" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
<path d="M0 220l150-110 90 60 160-130 150 120 120-70 170 120 180-150 160 120 120-60 140 90v150H0z" fill="#9fb9c9" opacity=".550"/>
<path d="M0 260l200-90 180 70 190-110 200 110 180-60 210 70 280-80v200H0z" fill="#5f8aa3" opacity=".600"/>
<path d="M0 262c120-14 240 10 360 4s240-18 360-8 240 14 360 2 240-10 360 2v58H0z" fill="#1f5673"/>
<path d="M1010 244h8v-30h6v-8h20v8h6v30h10v14h-50zM1080 248l22-16 22 16v12h-44zM1130 250l18-14 18 14v10h-36z" fill="#f2e3cf"/>
<path d="M1020 206l14-16 14 16z" fill="#b3141b"/>
<path d="M420 268l26-46 6 46zM416 272h48l-8 10h-32z" fill="#fff"/>
</svg>`;

/** @type {Record<string, string>} */
const tiles = {
  moving: 'M4 12l8-7 8 7M6 11v9h12v-9M10 20v-5h4v5',
  passport: 'M6 3h12v18H6zM12 7a3.500 3.500 0 110 7 3.500 3.500 0 010-7zM9 17h6',
  certificates: 'M5 3h14v18H5zM8 8h8M8 12h8M8 16h4',
  'municipal-tax': 'M3 6h18v12H3zM12 9a3 3 0 110 6 3 3 0 010-6zM6 9v6M18 9v6',
  'waste-fee': 'M5 7h14M9 7V4h6v3M7 7l1 14h8l1-14M10 11v6M14 11v6',
  'school-enrolment': 'M2 9l10-5 10 5-10 5zM6 11v5c3 3 9 3 12 0v-5M22 9v6',
};

/** @param {string} topic */
export const tileIcon = (topic) =>
  `<svg viewBox="0 0 24 24" width="32" height="32" fill="none" stroke="currentColor" stroke-width="1.500" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="${tiles[topic] ?? ''}"/></svg>`;
