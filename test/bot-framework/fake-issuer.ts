/** An issuer of channel tokens on this machine: its OpenID document, its keys, and tokens good and bad. */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const appId = '11111111-2222-3333-4444-555555555555';
export const issuerName = 'https://issuer.test';

export interface TokenChoices {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  readonly secondsLeft?: number | null;
  readonly key?: 'known' | 'stolen-id' | 'unknown-id' | 'other-channel';
}

export interface FakeIssuer {
  readonly openId: string;
  token(choices?: TokenChoices): Promise<string>;
  /** A good token's claims with the algorithm `none` and no signature. */
  unsigned(): string;
  stop(): Promise<void>;
}

/** The service address tokens are bound to when a test names none. */
export const boundTo = 'https://smba.trafficmanager.net/emea/';

export async function startIssuer(): Promise<FakeIssuer> {
  const [known, stranger, other] = await Promise.all([pair(), pair(), pair()]);
  const keys = [
    {
      ...(await exportJWK(known.publicKey)),
      kid: 'known',
      use: 'sig',
      endorsements: ['msteams', 'webchat', 'test'],
    },
    { ...(await exportJWK(other.publicKey)), kid: 'other-channel', use: 'sig', endorsements: ['facebook'] },
  ];
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/keys') response.end(JSON.stringify({ keys }));
    else
      response.end(JSON.stringify({ issuer: issuerName, jwks_uri: `http://${request.headers.host}/keys` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the issuer has no port');
  const signers = {
    known: { kid: 'known', key: known.privateKey },
    'stolen-id': { kid: 'known', key: stranger.privateKey },
    'unknown-id': { kid: 'nobody', key: stranger.privateKey },
    'other-channel': { kid: 'other-channel', key: other.privateKey },
  };
  return {
    openId: `http://127.0.0.1:${address.port}/openid`,
    token: (choices = {}) => {
      const { kid, key } = signers[choices.key ?? 'known'];
      const claims = { serviceurl: choices.serviceUrl ?? boundTo };
      const token = new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid })
        .setIssuer(choices.issuer ?? issuerName)
        .setAudience(choices.audience ?? appId);
      const { secondsLeft = 3600 } = choices;
      return (secondsLeft === null ? token : token.setExpirationTime(seconds() + secondsLeft)).sign(key);
    },
    unsigned: () => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const claims = { iss: issuerName, aud: appId, exp: seconds() + 3600, serviceurl: boundTo };
      return `${part({ alg: 'none', kid: 'known' })}.${part(claims)}.`;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const seconds = (): number => Math.floor(Date.now() / 1000);
const pair = (): ReturnType<typeof generateKeyPair> => generateKeyPair('RS256');
