/** What the browser's tab says: how many wait, the screen, the product (WCAG 2.4.2). */
let screen = '';
let count = 0;

function write(): void {
  const name = screen ? `${screen} · InDiretta` : 'InDiretta';
  document.title = count > 0 ? `(${count}) ${name}` : name;
}

export function titleScreen(name: string): void {
  screen = name;
  write();
}

export function titleCount(waiting: number): void {
  count = waiting;
  write();
}
