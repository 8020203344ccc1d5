interface IconProps {
  /** One of the drawings. */
  readonly path: string;
  /** A meaning that is said in words; without it the icon is decoration. */
  readonly label?: string;
}

/** A drawing in the colour of the text, so that dark and forced colours work. */
export function Icon({ path, label }: IconProps) {
  const meaning = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const);
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: decoration, or named by aria-label
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" {...meaning}>
      <path d={path} />
    </svg>
  );
}
