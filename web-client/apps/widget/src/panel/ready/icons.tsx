/** Drawings on a 24-unit grid; strokes only, in the colour of the text, so that dark and forced colours work. */
export const drawings = {
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M11 4a7 7 0 110 14 7 7 0 010-14zM16 16l5 5',
  next: 'M9 5l7 7-7 7',
  alert: 'M12 4l9 16H3zM12 10v4M12 17v.500',
  done: 'M12 3a9 9 0 110 18 9 9 0 010-18zM8 12.500l3 3 5-6',
} as const;

interface IconProps {
  /** One of these, or the path of another drawing on the same grid. */
  readonly name?: keyof typeof drawings;
  readonly path?: string;
  /** A meaning that is said in words; without it the icon is decoration. */
  readonly label?: string;
}

export function Icon({ name = 'next', path, label }: IconProps) {
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: decoration, or named by aria-label
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.800"
      stroke-linecap="round"
      stroke-linejoin="round"
      {...meaning}
    >
      <path d={path ?? drawings[name]} />
    </svg>
  );
}
