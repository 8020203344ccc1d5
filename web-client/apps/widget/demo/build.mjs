// Builds the demo portal: the e-government pages of an invented city, as static HTML under a strict policy (no inline
// script or style). It stands in for the portal of a real city, which carries the widget in the same way.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crest, lake, tileIcon } from './drawings.mjs';

/** Id of the demo city's site in the server's seed. */
const site = 'ch';
const languages = /** @type {const} */ (['it', 'de', 'fr', 'en']);
const here = import.meta.dirname;

/**
 * @typedef {[title: string, lead: string, steps: string[], bring: string[], fees: [string, string][]]} Service
 * @typedef {{ services: Record<string, Service>, hours: [string, string][], news: [string, string, string][], privacyText: string[] } & Record<string, string>} Content
 */

/** @param {string} text */
const safe = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '');

/** @template T @param {readonly T[]} items @param {(item: T) => string} draw */
const each = (items, draw) => items.map(draw).join('\n');

/** @param {{ language: string, content: Content, page: string, title: string, main: string, topic?: string }} parts */
function layout({ language, content, page, title, main, topic }) {
  const address = (/** @type {string} */ other) => `/demo/${other}/${page === 'index' ? '' : `${page}.html`}`;
  const switches = each(languages, (other) => {
    const current = other === language ? ' aria-current="true"' : '';
    return `<li><a href="${address(other)}" lang="${other}" hreflang="${other}"${current}>${other.toUpperCase()}</a></li>`;
  });
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${safe(title)}</title>
<link rel="icon" href="/demo/crest.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/portal.css">
<script async src="/widget.js" data-site="${site}" data-language="${language}"${topic ? ` data-topic="${topic}"` : ''}></script>
</head>
<body>
<a class="skip" href="#content">${safe(content.skip ?? '')}</a>
<header class="top">
<div class="wide">
<a class="brand" href="/demo/${language}/">${crest}<span>${safe(content.city ?? '')}</span></a>
<nav aria-label="${safe(content.languages ?? '')}"><ul class="languages">
${switches}
</ul></nav>
</div>
</header>
<main id="content">
${main}
</main>
<footer>
<div class="wide">
<p><b>${safe(content.city ?? '')}</b><br>${safe(content.address ?? '')}</p>
<p><a href="/demo/${language}/privacy.html">${safe(content.privacy ?? '')}</a></p>
<p class="small">${safe(content.demo ?? '')}</p>
</div>
</footer>
</body>
</html>
`;
}

/** @param {string} language @param {Content} content */
function home(language, content) {
  const tiles = each(
    Object.entries(content.services),
    ([topic, [name, lead]]) =>
      `<li><a class="tile" href="/demo/${language}/${topic}.html">${tileIcon(topic)}<b>${safe(name)}</b><span>${safe(lead)}</span></a></li>`,
  );
  const news = each(
    content.news,
    ([date, name, text]) =>
      `<article><p class="small">${safe(date)}</p><h3>${safe(name)}</h3><p>${safe(text)}</p></article>`,
  );
  return `<section class="hero">
<div class="wide">
<h1>${safe(content.heroTitle ?? '')}</h1>
<p class="hero-lead">${safe(content.heroLead ?? '')}</p>
<in-diretta-button mode="write"></in-diretta-button>
</div>
${lake}
</section>
<section class="wide" aria-labelledby="services">
<h2 id="services">${safe(content.servicesTitle ?? '')}</h2>
<ul class="tiles">
${tiles}
</ul>
</section>
<div class="wide two">
<section aria-labelledby="news">
<h2 id="news">${safe(content.newsTitle ?? '')}</h2>
${news}
</section>
${hours(content)}
</div>`;
}

/** @param {Content} content */
const hours = (content) => `<section class="box" aria-labelledby="hours">
<h2 id="hours">${safe(content.hoursTitle ?? '')}</h2>
<dl>
${each(content.hours, ([days, times]) => `<div><dt>${safe(days)}</dt><dd>${safe(times)}</dd></div>`)}
</dl>
</section>`;

/** @param {string} language @param {Content} content @param {string} topic @param {Service} service */
function servicePage(language, content, topic, [name, lead, steps, bring, fees]) {
  const fullPage = `/c?site=${site}&amp;topic=${topic}&amp;language=${language}`;
  return `<div class="wide">
<nav class="crumbs" aria-label="Breadcrumb"><a href="/demo/${language}/">${safe(content.home ?? '')}</a> <span aria-hidden="true">›</span> <span aria-current="page">${safe(name)}</span></nav>
<h1>${safe(name)}</h1>
<p class="lead">${safe(lead)}</p>
<div class="two">
<div>
<h2>${safe(content.steps ?? '')}</h2>
<ol class="steps">
${each(steps, (step) => `<li>${safe(step)}</li>`)}
</ol>
<h2>${safe(content.fees ?? '')}</h2>
<table>
<thead><tr><th scope="col">${safe(content.fee ?? '')}</th><th scope="col">${safe(content.price ?? '')}</th></tr></thead>
<tbody>
${each(fees, ([what, price]) => `<tr><td>${safe(what)}</td><td>${safe(price)}</td></tr>`)}
</tbody>
</table>
</div>
<aside>
<section class="box" aria-labelledby="bring">
<h2 id="bring">${safe(content.bring ?? '')}</h2>
<ul>
${each(bring, (thing) => `<li>${safe(thing)}</li>`)}
</ul>
</section>
<section class="box ask" aria-labelledby="ask">
<h2 id="ask">${safe(content.ask ?? '')}</h2>
<p>${safe(content.askLead ?? '')}</p>
<p><a class="go" href="${fullPage}" data-indiretta-open="write" data-indiretta-topic="${topic}">${safe(content.ask ?? '')}</a></p>
<p class="small"><a href="${fullPage}">${safe(content.fullPage ?? '')}</a></p>
</section>
${hours(content)}
</aside>
</div>
</div>`;
}

/** @param {Content} content */
const privacyPage = (content) => `<div class="wide">
<h1>${safe(content.privacy ?? '')}</h1>
${each(content.privacyText, (text) => `<p class="lead">${safe(text)}</p>`)}
</div>`;

/** Writes the portal's pages, its style sheet into the folder. @param {string} folder */
export async function buildPortal(folder) {
  await mkdir(folder, { recursive: true });
  await copyFile(join(here, 'portal.css'), join(folder, 'portal.css'));
  await writeFile(join(folder, 'crest.svg'), crest.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'));
  for (const language of languages) {
    /** @type {Content} */
    const content = JSON.parse(await readFile(join(here, 'content', `${language}.json`), 'utf8'));
    const city = content.city ?? '';
    /** @param {string} page @param {string} title @param {string} main @param {string} [topic] */
    const write = async (page, title, main, topic) => {
      const html = layout({ language, content, page, title: `${title} – ${city}`, main, ...(topic ? { topic } : {}) });
      await mkdir(join(folder, language), { recursive: true });
      await writeFile(join(folder, language, `${page}.html`), html);
    };
    await write('index', content.heroTitle ?? '', home(language, content));
    await write('privacy', content.privacy ?? '', privacyPage(content));
    for (const [topic, service] of Object.entries(content.services)) {
      await write(topic, service[0], servicePage(language, content, topic, service), topic);
    }
  }
  await copyFile(join(folder, 'it', 'index.html'), join(folder, 'index.html'));
}
