import { describe, expect, it } from 'vitest';
import { documentLanguage, questionLanguage } from './language.ts';

describe('the language of a document', () => {
  it.each([
    ['en', 'The parcel leaves our warehouse on the day of the order and reaches you within the week.'],
    ['it', 'Il pacco parte dal nostro magazzino il giorno stesso e arriva entro la settimana.'],
    ['de', 'Das Paket verlässt unser Lager am Tag der Bestellung und erreicht Sie innerhalb einer Woche.'],
    ['fr', 'Le colis quitte notre entrepôt le jour même et vous parvient dans la semaine.'],
    ['es', 'El paquete sale de nuestro almacén el mismo día y llega dentro de la semana.'],
    ['pt', 'A encomenda sai do nosso armazém no próprio dia e chega dentro de uma semana.'],
    ['nl', 'Het pakket verlaat ons magazijn op de dag van de bestelling en komt binnen een week aan.'],
    ['other', 'Paczka opuszcza nasz magazyn w dniu zamówienia i dociera do Ciebie w ciągu tygodnia.'],
    ['other', '荷物は注文当日に倉庫を出て、一週間以内に届きます。'],
    ['en', 'SKU 4711'], ['en', '42'],
  ] as const)('%s', (language, text) => {
    expect(documentLanguage(text)).toBe(language);
  });
});

describe('the language of a question', () => {
  it.each([
    ['en', 'How do I reset my password?'], ['it', 'Come posso reimpostare la password?'], ['it', 'configurare il firewall con nftables'], ['de', 'Wie kann ich kündigen?'], ['fr', 'Où est ma commande ?'],
    ['es', '¿Cómo puedo cancelar el pedido?'], ['other', '注文をキャンセルできますか'], [null, 'WhatsApp'], [null, ''], [null, '🍎 42'],
  ] as const)('%s: %s', (language, text) => {
    expect(questionLanguage(text)).toBe(language);
  });
});
