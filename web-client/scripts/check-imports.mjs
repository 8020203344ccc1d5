// Holds the rooms of the web client: which workspace may import which, no reaching into another one's files.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each workspace may import only the workspaces on its row. @type {Record<string, string[]>} */
const mayImport = {
  'packages/protocol': [],
  'packages/connection': ['@indiretta/protocol'],
  'packages/call': ['@indiretta/protocol', '@indiretta/connection'],
  'apps/widget': ['@indiretta/protocol', '@indiretta/connection', '@indiretta/call'],
  'apps/console': ['@indiretta/protocol', '@indiretta/connection', '@indiretta/call'],
};
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g;
const broken = [];

for (const [workspace, allowed] of Object.entries(mayImport)) {
  const home = join(root, workspace);
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => /^(src|test)\/.*\.tsx?$/.test(name))) {
    const path = join(home, file);
    for (const [, specifier = ''] of readFileSync(path, 'utf8').matchAll(importPattern)) {
      const leavesHome =
        specifier.startsWith('.') && relative(home, resolve(dirname(path), specifier)).startsWith('..');
      // tests may also take what another workspace offers to tests
      const workspaceOf = file.startsWith('test/') ? specifier.replace(/\/testing$/, '') : specifier;
      const foreign = specifier.startsWith('@indiretta/') && !allowed.includes(workspaceOf);
      if (leavesHome || foreign) broken.push(`${workspace}/${file}: may not import '${specifier}'`);
    }
  }
}

if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exit(1);
}
