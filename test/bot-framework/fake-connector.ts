/** A connector that speaks Bot Framework's six REST calls and remembers what it was told. */
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod';

const sentShape = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  conversation: z.looseObject({ id: z.string() }),
  recipient: z.looseObject({ id: z.string() }),
  replyToId: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
  suggestedActions: z.looseObject({ actions: z.array(z.looseObject({ value: z.unknown() })) }).optional(),
  channelData: z.looseObject({ palveluneuvoja: z.looseObject({}).optional() }).optional(),
});
export type Sent = z.infer<typeof sentShape>;

export interface FakeConnector {
  readonly url: string;
  /** `host:port`, as it is allow-listed. */
  readonly host: string;
  /** Activities in the order they came, typing signs included. */
  readonly sent: Sent[];
  readonly calls: string[];
  readonly authorizations: (string | undefined)[];
  /** Texts of messages only. */
  texts(): string[];
  /** Says with which status the next message is answered, or that it never is; null is well. */
  refuseNext: number | 'no-answer' | null;
  /** The status of every message from now on; null is well. */
  refuseAll: number | null;
  /** Resolves when the next message comes that is never answered. */
  unanswered(): Promise<unknown>;
  /** Resolves once so many messages have come in all. */
  until(messages: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startConnector(): Promise<FakeConnector> {
  const app = express();
  app.use(express.json());
  const sent: Sent[] = [];
  const calls: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const arrivals = new EventEmitter();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the connector has no port');
  const connector: FakeConnector = {
    url: `http://127.0.0.1:${address.port}/`,
    host: `127.0.0.1:${address.port}`,
    sent,
    calls,
    authorizations,
    texts: () => sent.filter((one) => one.type === 'message').map((one) => one.text ?? ''),
    refuseNext: null,
    refuseAll: null,
    unanswered: () => once(arrivals, 'unanswered'),
    until: (messages) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (connector.texts().length < messages) return;
          arrivals.off('message', look);
          resolve();
        };
        arrivals.on('message', look);
        look();
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  app.use((request, _response, next) => {
    calls.push(`${request.method} ${decodeURIComponent(request.path)}`);
    authorizations.push(request.headers.authorization);
    next();
  });
  const take: express.RequestHandler = (request, response) => {
    const activity = sentShape.parse(request.body);
    const status = activity.type === 'message' ? (connector.refuseNext ?? connector.refuseAll) : null;
    if (status !== null) {
      connector.refuseNext = null;
      if (status === 'no-answer') {
        arrivals.emit('unanswered');
        return;
      }
      response.status(status).json({ error: { code: 'Refused', message: 'refused by the test' } });
      return;
    }
    sent.push(activity);
    arrivals.emit('message');
    response.json({ id: `connector-${sent.length}` });
  };
  app.post('/v3/conversations/:id/activities', take);
  app.post('/v3/conversations/:id/activities/:activity', take);
  app.put('/v3/conversations/:id/activities/:activity', take);
  app.delete('/v3/conversations/:id/activities/:activity', (_request, response) => void response.end());
  app.get('/v3/conversations/:id/members', (_request, response) => void response.json([]));
  app.post('/v3/conversations', (_request, response) => void response.json({ id: 'made' }));
  return connector;
}
