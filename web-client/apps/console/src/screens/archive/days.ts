/** The first instant of a day (yyyy-mm-dd) on this computer; undefined without one. */
export function dayStart(day: string): string | undefined {
  return day ? new Date(`${day}T00:00:00`).toISOString() : undefined;
}

/** The first instant of the day after: "to" includes its day. */
export function dayAfter(day: string): string | undefined {
  if (!day) return undefined;
  const next = new Date(`${day}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next.toISOString();
}
