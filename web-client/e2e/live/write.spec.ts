import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { violationsOf } from '../axe.ts';
import { conversation, FRONT_DESK, killServer, Links, story } from './people.ts';

/** Time for a browser that lost its link to come back, with the longest pause between two tries. */
const RECONNECT_MS = 60_000;

story('both write, with a file and a note; the end, the rating, the transcript', async ({ people }, info) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  const reference = await conversation(citizen, marta, 'Ho perso la carta d’identità.');
  await expect(marta.conversation.entry('Ho perso la carta d’identità.')).toBeVisible();

  await marta.conversation.write('Buongiorno! Quando è successo?');
  await expect(citizen.messages.last()).toHaveText('Buongiorno! Quando è successo?');
  await marta.conversation.addNote('già segnalato ieri');
  const picture = info.outputPath('ricevuta.pdf');
  writeFileSync(picture, MINIMAL_PDF);
  await citizen.attach(picture);
  await expect(citizen.files).toHaveCount(1);
  await expect(marta.conversation.entry('ricevuta.pdf')).toBeVisible();
  await citizen.send('Ieri sera.');
  await expect(marta.conversation.entry('Ieri sera.')).toBeVisible();
  await expect(citizen.panel).not.toContainText('già segnalato ieri');

  await marta.conversation.end();
  await marta.conversation.undoEnd();
  await marta.conversation.write('Ancora una cosa.');
  await expect(citizen.messages.last()).toHaveText('Ancora una cosa.');
  await marta.conversation.end();
  await expect(citizen.after).toBeVisible();
  await citizen.rate(5, 'Molto gentile');

  const download = citizen.page.waitForEvent('download');
  await citizen.after.getByRole('button', { name: /testo/i }).click();
  const text = await (await (await download).createReadStream()).toArray();
  const transcript = Buffer.concat(text).toString('utf8');
  expect(transcript).toContain(reference);
  expect(transcript).toContain('Ieri sera.');
  expect(transcript).not.toContain('già segnalato ieri');

  const pageComes = citizen.page.waitForEvent('download');
  await citizen.after.getByRole('button', { name: /pagina web/i }).click();
  await (await pageComes).saveAs(info.outputPath('transcript.html'));
  const kept = await citizen.page.context().newPage();
  const asked: string[] = [];
  kept.on('request', (request) => asked.push(request.url()));
  await kept.goto(pathToFileURL(info.outputPath('transcript.html')).href);
  await expect(kept.getByRole('heading', { level: 1 })).toContainText(reference);
  await expect(kept.getByText('Ieri sera.')).toBeVisible();
  expect(asked, 'needs nothing else').toEqual([kept.url()]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await kept.emulateMedia({ colorScheme });
    expect(await violationsOf(kept), colorScheme).toEqual([]);
  }
});

story('reload, another page and a second tab show the same, once', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  await conversation(citizen, marta, 'Una domanda sui certificati');
  await marta.conversation.write('Prima risposta');
  await citizen.send('Grazie');
  const said = ['Una domanda sui certificati', 'Prima risposta', 'Grazie'];
  await expect(citizen.messages).toHaveText(said);
  await citizen.composer.fill('bozza non inviata');

  await citizen.page.reload();
  await expect(citizen.messages).toHaveText(said);
  await expect(citizen.composer).toHaveValue('bozza non inviata');

  await citizen.page.goto('/demo/it/passport.html?number=756');
  await expect(citizen.messages).toHaveText(said);
  await expect(citizen.composer).toHaveValue('bozza non inviata');
  const seen = marta.conversation.fact('page').getByRole('link');
  await expect(seen, 'where the citizen is, without the query').toHaveAttribute('href', /\/demo\/it\/passport\.html$/);

  const second = await citizen.page.context().newPage();
  await second.goto('/demo/');
  const tab = new (citizen.constructor as new (page: typeof second) => typeof citizen)(second);
  await expect(tab.messages).toHaveText(said);
  await tab.send('dal secondo tab');
  await expect(citizen.messages).toHaveText([...said, 'dal secondo tab']);
  await expect(marta.conversation.entry('dal secondo tab')).toHaveCount(1);

  await marta.page.reload();
  for (const text of [...said, 'dal secondo tab']) {
    await expect(marta.conversation.entry(text)).toHaveCount(1);
  }
});

story('a lost network loses nothing and doubles nothing', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  const links = await Links.of(citizen.page.context());
  await citizen.page.reload();
  await conversation(citizen, marta, 'Prima della galleria');

  await links.cut();
  await citizen.send('scritto in galleria');
  await marta.conversation.write('risposta intanto');
  await expect(citizen.messages).toHaveText(['Prima della galleria', 'scritto in galleria']);
  await expect(marta.conversation.entry('scritto in galleria')).toHaveCount(0);
  await links.mend();

  await expect(marta.conversation.entry('scritto in galleria')).toHaveCount(1, { timeout: RECONNECT_MS });
  await expect(citizen.messages).toHaveCount(3, { timeout: RECONNECT_MS });
  await expect(citizen.messages.filter({ hasText: 'risposta intanto' })).toHaveCount(1);
  await expect(citizen.messages.filter({ hasText: 'scritto in galleria' })).toHaveCount(1);
});

story('the server is killed under their hands: both go on without a reload', async ({ people }) => {
  story.setTimeout(240_000);
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  await conversation(citizen, marta, 'Prima del guasto');
  await citizen.send('numero uno');
  await expect(marta.conversation.entry('numero uno')).toHaveCount(1);

  killServer();
  await citizen.send('durante il guasto');

  const back = { timeout: 90_000 };
  await expect(marta.conversation.entry('durante il guasto')).toHaveCount(1, back);
  await marta.conversation.write('ci siamo');
  await expect(citizen.messages).toHaveText(['Prima del guasto', 'numero uno', 'durante il guasto', 'ci siamo'], back);
});

story('nobody there is said before anything is typed; the message left is a request', async ({ people }) => {
  const marta = await people.staff('marta');
  await marta.goAway('away_break');
  const citizen = await people.citizen();
  await citizen.open();
  await citizen.chooseTopic(FRONT_DESK);
  // Marta may still have the consultations of other stories, and be busy.
  const nobody = citizen.notes.filter({ hasText: 'Ora non c’è nessuno per questo tema' });
  await expect(nobody).toBeVisible();
  await marta.becomeAvailable();
  await expect(nobody, 'the open panel learns it by itself').toHaveCount(0);
  await marta.goAway('away_break');
  await expect(nobody).toBeVisible();
  await citizen.panel.getByRole('textbox', { name: /e-mail/i }).fill('anna@example.ch');
  await citizen.question.fill('Mi richiamate?');
  await citizen.submit.click();
  await expect(citizen.submit).toBeHidden();
  await marta.go('nav_requests');
  await expect(marta.page.getByText('Mi richiamate?')).toBeVisible();
});

story('an operator whose browser dies: the citizen is told, and the same operator goes on', async ({ people }) => {
  story.setTimeout(300_000);
  const marta = await people.staff('marta');
  await marta.becomeAvailable();
  const citizen = await people.citizen();
  const reference = await conversation(citizen, marta, 'Resta in linea?');
  await marta.page.context().close();
  await expect(citizen.events.filter({ hasText: 'Il collegamento con lo sportello si è interrotto.' })).toHaveCount(1, {
    timeout: 120_000,
  });
  await expect(citizen.waiting).toContainText('Teniamo il Suo posto; può anche tornare più tardi.');

  const again = await people.staff('marta');
  await again.becomeAvailable();
  await again.card(reference).getByRole('link').click();
  await again.conversation.write('Eccomi di nuovo.');
  await expect(citizen.messages.last()).toHaveText('Eccomi di nuovo.');
});

/** The smallest thing that is a PDF. */
const MINIMAL_PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000052 00000 n 
0000000101 00000 n 
trailer<</Size 4/Root 1 0 R>>
startxref
164
%%EOF
`;
