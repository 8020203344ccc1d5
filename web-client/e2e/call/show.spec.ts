import { expect, type Page } from '@playwright/test';
import { call, test, write } from './two.ts';

/** Something to show, in the browser of this page: a tab that is red all over. */
async function redTab(page: Page): Promise<void> {
  const tab = await page.context().newPage();
  await tab.setContent('<title>Da mostrare</title><body style="background: rgb(220, 20, 20)">Il modulo</body>');
  await page.bringToFront();
}

/** The colour in the middle of a video, as far as it plays. */
const middleOf = (page: Page, label: RegExp | string) =>
  page.getByLabel(label).evaluate((video) => {
    if (!(video instanceof HTMLVideoElement) || video.videoWidth === 0) return [];
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 1, 1, 0, 0, 1, 1);
    return [...(drawing?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])];
  });
const isRed = ([red = 0, green = 255, blue = 255]: readonly number[]) => red > 170 && green < 70 && blue < 70;

test('Talk becomes Show: the citizen’s screen arrives, is zoomed by keys and pointed at, and ends', async ({ two }) => {
  const { citizen, operator, theirs, ours } = two;
  const { page } = operator;
  await write(two);
  await call(two);
  await ours.propose('show');
  await expect(
    operator.page.getByRole('button', { name: operator.say('call_propose_talk'), exact: true }),
  ).toBeVisible();
  await redTab(citizen.page);
  await theirs.press('Una pagina o lo schermo');
  await theirs.press('Mostra a Marta');
  const screen = page.locator('video[aria-label^="Schermo di"]');
  await expect(screen).toBeVisible();
  await expect.poll(async () => isRed(await middleOf(page, /^Schermo di/))).toBe(true);

  const keys = page.getByRole('region', { name: operator.say('call_zoom_keys') });
  await keys.focus();
  for (const _ of [1, 2, 3]) await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: '200 %' })).toHaveAttribute('aria-pressed', 'true');
  // the picture may become another while it is sent
  await expect
    .poll(() =>
      screen.evaluate((video) => video.getBoundingClientRect().width / (video as HTMLVideoElement).videoWidth),
    )
    .toBe(2);
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: operator.say('call_zoom_fit') })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await screen.click();
  await expect(citizen.panel.locator('.pointed.highlight')).toBeVisible();

  await theirs.press('Non mostrare più');
  await expect(screen).toHaveCount(0);
  await expect(operator.conversation.log).toContainText(/non più mostrato \(\d:\d\d\)/);
});

test('the operator shows a screen: seen only here before it is shown, then by the citizen, ended by one click', async ({
  two,
}) => {
  const { operator, theirs, ours } = two;
  const { page } = operator;
  await write(two);
  await call(two);
  await redTab(page);
  await ours.press('call_screen_show');
  await expect(page.getByText(/non è ancora mostrato/)).toBeVisible();
  await expect(theirs.pictures).toHaveCount(0);
  await page.getByRole('button', { name: operator.say('call_share'), exact: true }).click();
  await expect(theirs.pictures).toHaveCount(1);
  await page.getByRole('button', { name: operator.say('call_share_stop') }).click();
  await expect(theirs.pictures).toHaveCount(0);
});

test('a still picture: asked for, looked at and confirmed by the citizen, then a file in the transcript', async ({
  two,
}) => {
  const { operator, theirs, ours } = two;
  await write(two);
  await call(two);
  await ours.propose('show');
  await theirs.press('Un documento, con la videocamera');
  await operator.page.getByRole('button', { name: operator.say('call_ask_still') }).click();
  await expect(operator.page.getByText(operator.say('call_still_asked'))).toBeAttached();
  await theirs.press('Scatta');
  await theirs.press('Invia');
  await expect(operator.conversation.entries.filter({ has: operator.page.getByText(/\.jpe?g/) })).toBeVisible();
});
