/** Which connector addresses the bot may answer to (SE-3). */

/** A plain address: no user info, query or fragment, and nothing two parsers could read in two ways. */
const plain =
  /^(https?):\/\/([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?)(?::(\d{1,5}))?(?:\/[\w.~%/-]{0,1000})?$/i;

const loopback = ['localhost', '127.0.0.1'];

export type IsAllowedHost = (serviceUrl: string) => boolean;

/**
 * Microsoft's own connectors over https, and the configured ones: a name, `name:port`, or `*.name` for all below a name.
 * A configured one must be https too, unless it is this machine (a developer's connector).
 */
export function allowHosts(configured: readonly string[]): IsAllowedHost {
  const own = configured.map((entry) => entry.toLowerCase());
  return (serviceUrl) => {
    const match = plain.exec(serviceUrl);
    const host = match?.[2]?.toLowerCase();
    if (match === null || host === undefined) return false;
    const isSecure = match[1]?.toLowerCase() === 'https';
    const port = match[3];
    if (isSecure && port === undefined && isMicrosoft(host)) return true;
    if (!isSecure && !loopback.includes(host)) return false;
    return own.some((entry) => isNamed(entry, host, port));
  };
}

function isMicrosoft(host: string): boolean {
  return host === 'smba.trafficmanager.net' || host.endsWith('.botframework.com');
}

function isNamed(entry: string, host: string, port: string | undefined): boolean {
  if (entry.startsWith('*.')) return host.endsWith(entry.slice(1));
  return entry === host || (port !== undefined && entry === `${host}:${port}`);
}
