import { createSocket } from 'node:dgram';
import dnsPacket from 'dns-packet';

export interface DnsServer extends AsyncDisposable {
  /** As the setting `SSO_DNS_SERVERS` wants it. */
  readonly address: string;
  /** What TXT records there are, by name. A name without any doesn't exist. */
  readonly txt: Map<string, readonly string[]>;
}

/** A name server on loopback that knows TXT records alone. */
export async function startDnsServer(): Promise<DnsServer> {
  const txt = new Map<string, readonly string[]>();
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = dnsPacket.decode(message);
    const records = questions.flatMap(({ name, type }) => (type === 'TXT' ? (txt.get(name.toLowerCase()) ?? []).map((data) => ({ type: 'TXT' as const, name, ttl: 1, data })) : []));
    const NXDOMAIN = 3;
    socket.send(dnsPacket.encode({ type: 'response', id, flags: dnsPacket.AUTHORITATIVE_ANSWER | (records.length > 0 ? 0 : NXDOMAIN), questions, answers: records }), port, address);
  });
  await new Promise<void>((resolve) => { socket.bind(0, '127.0.0.1', resolve); });
  return { txt, address: `127.0.0.1:${socket.address().port}`, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => { socket.close(() => resolve()); }) };
}
