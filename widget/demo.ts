import { escapeHtml } from './html.ts';

export interface DemoPageOptions {
  readonly agentName: string;
  readonly publicKey: string;
  /** BCP 47. */
  readonly locale: string;
  /** Where the widget is served, `https://host`; the same origin as the page itself. */
  readonly origin: string;
  /** Address of the built demo style, same origin. */
  readonly styleUrl: string;
}

const english = {
  lang: 'en',
  shop: 'Tavola & Co.',
  sections: ['Lamps', 'Materials', 'Workshop'],
  title: 'A lamp that stays out of the way',
  lead: 'Alba folds flat, charges in an hour and lights a table of six for two evenings. Made in small runs, repaired for as long as we exist.',
  features: [
    ['Warm from the start', 'One turn takes it from candle to reading light. No app, no account, no blue glow.'],
    ['Made to be opened', 'Four screws and a drawing in the box. Battery, diffuser and cable are sold on their own.'],
    ['Two years, in writing', 'If it fails we mend it, and the return label is already in your parcel.'],
  ],
  note: (agent: string) => `This is a demonstration page. The shop is invented; the chat at the bottom right is the real one, and “${agent}” answers in it.`,
};
const italian: typeof english = {
  lang: 'it',
  shop: 'Tavola & Co.',
  sections: ['Lampade', 'Materiali', 'Officina'],
  title: 'Una lampada che non si fa notare',
  lead: 'Alba si piega, si ricarica in un’ora e illumina una tavola da sei per due sere. Prodotta in piccole serie, riparata finché ci siamo.',
  features: [
    ['Calda da subito', 'Un giro e passa da candela a luce da lettura. Niente app, niente account, niente luce blu.'],
    ['Fatta per essere aperta', 'Quattro viti e un disegno nella scatola. Batteria, diffusore e cavo si comprano anche da soli.'],
    ['Due anni, per iscritto', 'Se si guasta la ripariamo, e l’etichetta per il reso è già nel pacco.'],
  ],
  note: (agent) => `Questa è una pagina dimostrativa. Il negozio è inventato; la chat in basso a destra è quella vera, e vi risponde «${agent}».`,
};

/** A made-up shop's page that carries the widget as a customer's site would: script tag and nothing else. */
export function demoPage({ agentName, publicKey, locale, origin, styleUrl }: DemoPageOptions): string {
  const words = /^it\b/i.test(locale) ? italian : english;
  const features = words.features.map(([title = '', text = '']) => `<li><h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p></li>`).join('\n');
  return `<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escapeHtml(words.shop)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${escapeHtml(styleUrl)}">
<script src="${escapeHtml(`${origin}/widget.js`)}" data-agent="${escapeHtml(publicKey)}" async></script>
</head>
<body>
<header>
<p class="note">${escapeHtml(words.note(agentName))}</p>
<div class="bar"><strong>${escapeHtml(words.shop)}</strong><ul>${words.sections.map((section) => `<li>${escapeHtml(section)}</li>`).join('')}</ul></div>
</header>
<main>
<div class="hero">
<div><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.lead)}</p></div>
<svg viewBox="0 0 320 280" aria-hidden="true"><ellipse class="glow" cx="176" cy="148" rx="120" ry="104"/><path class="shade" d="M112 124L150 52H206L244 124Z"/><path class="stem" d="M178 124V220L120 236M88 240H232"/></svg>
</div>
<ul class="features">
${features}
</ul>
</main>
</body>
</html>
`;
}
