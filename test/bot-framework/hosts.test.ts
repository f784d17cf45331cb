/** Answers go to the channel's own connectors and to nobody else (SE-3). */
import { describe, expect, it } from 'vitest';
import { allowHosts } from '../../src/channel/bot-framework/hosts.ts';

const isAllowed = allowHosts(['127.0.0.1:5000', 'connector.example.fi', '*.partner.example']);

describe('outbound hosts', () => {
  it.each([
    'https://smba.trafficmanager.net/emea/',
    'https://smba.trafficmanager.net/emea/11111111-2222-3333-4444-555555555555/',
    'https://webchat.botframework.com/',
    'https://directline.botframework.com',
    'HTTPS://SMBA.TRAFFICMANAGER.NET/',
    'http://127.0.0.1:5000/',
    'https://connector.example.fi/',
    'https://a.partner.example/path',
  ])('lets answers go to %s', (url) => {
    expect(isAllowed(url)).toBe(true);
  });

  it.each([
    'http://smba.trafficmanager.net/',
    'https://smba.trafficmanager.net:8443/',
    'https://smba.trafficmanager.net./',
    'https://botframework.com.evil.example/',
    'https://x.botframework.com.evil.example/',
    'https://evilbotframework.com/',
    'https://smba.trafficmanager.net@evil.example/',
    'https://user:word@smba.trafficmanager.net/',
    'https://evil.example\\@smba.trafficmanager.net/',
    'https://evil.example#@smba.trafficmanager.net/',
    'https://evil.example?.botframework.com',
    'https://evil.example/.botframework.com',
    'https://webchat.botframework.com/?next=x',
    'https://webchat.botframework.com\n.evil.example/',
    'http://127.0.0.1/',
    'http://127.0.0.1:5001/',
    'http://localhost:5000/',
    'http://[::1]:5000/',
    'http://169.254.169.254/metadata',
    'http://connector.example.fi/',
    'https://partner.example/',
    'https://evilpartner.example/',
    'file:///etc/passwd',
    'smba.trafficmanager.net',
    '',
  ])('refuses %j', (url) => {
    expect(isAllowed(url)).toBe(false);
  });
});
