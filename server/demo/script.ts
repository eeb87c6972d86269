import type { AgentName } from './agents.ts';

/** One thing people come to ask, in several people's words, and what they ask next. */
export interface Topic {
  readonly agent: AgentName;
  readonly locale: 'en' | 'it';
  /** How often it is asked, beside the others. */
  readonly weight: number;
  readonly openings: readonly string[];
  readonly next: readonly string[];
}

const thanks = ['Thanks!', 'Thank you', 'Great, thanks'];
const grazie = ['Grazie!', 'Grazie mille', 'Perfetto, grazie'];

/** What the sample visitors ask. Answers aren't written here: the sample agents give them from the sample documents. */
export const TOPICS: readonly Topic[] = [
  { agent: 'shop', locale: 'en', weight: 9, openings: ['How long does delivery take?', 'When will my lamp arrive if I order today?', 'How many days is delivery to Germany?'], next: ['And how much does shipping cost?', 'Can I track the parcel?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 7, openings: ['How much is shipping?', 'Is shipping free above a certain amount?', 'What does shipping to Switzerland cost?'], next: ['Do you ship to Norway?', 'How long does delivery take?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 6, openings: ['How do I return a lamp?', 'Can I send the lamp back if I have used it?', 'Where is the return label?'], next: ['When do I get the money back?', 'Can I exchange it for another colour?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 5, openings: ['My parcel tracking has not moved for days', 'Where is my parcel?', 'How do I track my order?'], next: ['What if nobody is at home?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 4, openings: ['Which payment methods do you accept?', 'Can I pay in instalments?', 'Can I pay with PayPal?'], next: ['When is my card charged?', 'I need an invoice for my company', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 3, openings: ['Can I change the delivery address?', 'I typed the wrong delivery address'], next: ['Can I still cancel the order?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 3, openings: ['Which colours does Alba come in?', 'Is there a smaller lamp than Alba?'], next: ['What is it made of?', 'Where can I see it in a shop?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 3, openings: ['Do you do gift wrapping?', 'Do you have gift cards?'], next: ['Is there a discount for students?', ...thanks] },
  { agent: 'shop', locale: 'en', weight: 2, openings: ['We run a restaurant and need twenty lamps', 'Do you make offers for restaurants?'], next: thanks },
  { agent: 'shop', locale: 'en', weight: 2, openings: ['Can I visit the workshop?', 'Where are the lamps made?'], next: thanks },
  { agent: 'shop', locale: 'en', weight: 2, openings: ['The parcel arrived damaged, what do I do?', 'My box was crushed and the lamp is dented'], next: thanks },
  { agent: 'shop', locale: 'en', weight: 2, openings: ['Do you hire interns this summer?', 'Can I pay with cryptocurrency?', 'Who won the match yesterday?'], next: ['Thanks'] },
  { agent: 'shop', locale: 'it', weight: 6, openings: ['Quanto tempo ci vuole per la consegna?', 'Quali sono i tempi di consegna in Sicilia?'], next: ['E quanto costa la spedizione?', ...grazie] },
  { agent: 'shop', locale: 'it', weight: 4, openings: ['Come restituisco la lampada?', 'Posso fare il reso dopo averla usata?'], next: ['Come funziona il rimborso?', ...grazie] },
  { agent: 'shop', locale: 'it', weight: 3, openings: ['Posso pagare a rate?', 'Come ricevo la fattura elettronica?'], next: grazie },
  { agent: 'shop', locale: 'it', weight: 1, openings: ['Avete lampadari in cristallo?', 'Mi consigli un ristorante a Faenza?'], next: ['Grazie'] },
  { agent: 'workshop', locale: 'en', weight: 7, openings: ['My Alba flickers', 'Why does the light flicker?', 'The lamp flickers when I dim it'], next: ['Is that covered by the warranty?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 6, openings: ['My lamp does not switch on', 'Alba does not switch on any more'], next: ['How do I register a repair?', 'How much is a new battery?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 5, openings: ['How long does the battery last?', 'How many hours does the battery last on one charge?'], next: ['How long does it take to charge?', 'How do I change the battery?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 4, openings: ['Can I use Alba outdoors?', 'Is Alba waterproof?'], next: ['How do I clean the lamp?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 3, openings: ['How do I fold the lamp flat?', 'The stem does not fold'], next: thanks },
  { agent: 'workshop', locale: 'en', weight: 3, openings: ['How do I get wax off the lamp?', 'What can I clean the shade with?'], next: thanks },
  { agent: 'workshop', locale: 'en', weight: 3, openings: ['Which charger do I need?', 'Is a power adapter included?'], next: ['How long does a full charge take?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 2, openings: ['Can I buy spare parts?', 'What does a new diffuser cost?'], next: ['How long is the warranty?', ...thanks] },
  { agent: 'workshop', locale: 'en', weight: 2, openings: ['Can I connect Alba to my voice assistant?', 'Does it work with 110 volts on my boat engine?', 'Can you repair my toaster?'], next: ['Thanks'] },
  { agent: 'workshop', locale: 'it', weight: 4, openings: ['Alba non si accende', 'Perché la luce sfarfalla?'], next: ['Come cambio la batteria?', ...grazie] },
  { agent: 'workshop', locale: 'it', weight: 3, openings: ['Quanto dura la batteria?', 'Posso usare Alba all’aperto?'], next: ['Quanto ci mette a ricaricarsi?', ...grazie] },
];
