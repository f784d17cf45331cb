/** Environment → typed settings. Every setting has a default that serves; unsafe combinations are refused. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Thrown with a sentence per fault, fit to be shown to whoever starts the program. */
export class SettingsError extends Error {}

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => value === 'on' || value === 'true' || value === '1');
const whole = (least: number, most: number): z.ZodType<number> =>
  z.coerce.number<string>().int().min(least).max(most);
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const shape = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: whole(0, 65535).default(3978),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.string().default('off'),
  ALLOWED_ORIGINS: list.default([]),
  COUNTY: z
    .string()
    .regex(/^\d{2}$/, 'must be a county code of two digits, such as 13')
    .optional(),
  CONTROLLER_NAME: z.string().optional(),
  CONTROLLER_CONTACT: z.string().optional(),
  QUALITY_PERSON: z.string().optional(),
  CONTENT_POLICY: z.enum(['evaluation', 'release']).default('evaluation'),
  CONTENT_DIR: z.string().optional(),
  SERVICE: z.enum(['on', 'off']).default('on'),
  DIRECT_LINE_SERVER_SECRET: z.string().min(16, 'must have at least 16 characters').optional(),
  ADVISER_KEYS: z.string().optional(),
  MAINTAINER_KEYS: z.string().optional(),
  METRICS_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  RATE_TOKENS_PER_MINUTE: whole(1, 100_000).default(30),
  RATE_MESSAGES_PER_MINUTE: whole(1, 100_000).default(20),
  RATE_CONVERSATIONS_PER_HOUR: whole(1, 1_000_000).default(60),
  RETENTION_CHAT_DAYS: whole(1, 3650).default(30),
  TEAMS: flag.default(false),
  MICROSOFT_APP_ID: z.string().optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: z.string().optional(),
  TEAMS_TENANTS: list.default([]),
  BOT_SERVICE_HOSTS: list.default([]),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Settings that may be given as a file: `NAME_FILE=/run/secrets/name`. */
const secrets = [
  'DIRECT_LINE_SERVER_SECRET',
  'ADVISER_KEYS',
  'MAINTAINER_KEYS',
  'METRICS_KEY',
  'MICROSOFT_APP_PASSWORD',
] as const;

export interface Controller {
  readonly county: string;
  readonly name: string;
  readonly contact: string;
  /** The named person who watches quality (PA-7). */
  readonly qualityPerson: string;
}

export interface Settings {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly publicUrl: string | null;
  /** What express is told about proxies: off, a number of hops, or addresses. */
  readonly trustProxy: boolean | number | string;
  readonly allowedOrigins: readonly string[];
  /** Null: an evaluation version that is no official service. */
  readonly controller: Controller | null;
  readonly contentPolicy: 'evaluation' | 'release';
  readonly contentDir: string | null;
  readonly serviceOn: boolean;
  readonly directLineSecret: string | null;
  /** Name → key. */
  readonly adviserKeys: ReadonlyMap<string, string>;
  readonly maintainerKeys: ReadonlyMap<string, string>;
  readonly metricsKey: string | null;
  readonly rates: {
    readonly tokensPerMinute: number;
    readonly messagesPerMinute: number;
    readonly conversationsPerHour: number;
  };
  readonly chatDays: number;
  readonly teams: boolean;
  readonly bot: {
    readonly appId: string | null;
    readonly password: string | null;
    readonly tenantId: string | null;
    readonly tenants: readonly string[];
    readonly serviceHosts: readonly string[];
  };
  readonly logLevel: z.infer<typeof shape>['LOG_LEVEL'];
}

/** Reads settings. Throws `SettingsError` that names every fault and how to mend it. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(withSecretFiles(environment)).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const env = parsed.data;
  const settings: Settings = {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    publicUrl: env.PUBLIC_URL ?? null,
    trustProxy: readProxy(env.TRUST_PROXY),
    allowedOrigins: env.ALLOWED_ORIGINS,
    controller: readController(env),
    contentPolicy: env.CONTENT_POLICY,
    contentDir: env.CONTENT_DIR ?? null,
    serviceOn: env.SERVICE === 'on',
    directLineSecret: env.DIRECT_LINE_SERVER_SECRET ?? null,
    adviserKeys: readKeys('ADVISER_KEYS', env.ADVISER_KEYS),
    maintainerKeys: readKeys('MAINTAINER_KEYS', env.MAINTAINER_KEYS),
    metricsKey: env.METRICS_KEY ?? null,
    rates: {
      tokensPerMinute: env.RATE_TOKENS_PER_MINUTE,
      messagesPerMinute: env.RATE_MESSAGES_PER_MINUTE,
      conversationsPerHour: env.RATE_CONVERSATIONS_PER_HOUR,
    },
    chatDays: env.RETENTION_CHAT_DAYS,
    teams: env.TEAMS,
    bot: {
      appId: env.MICROSOFT_APP_ID ?? null,
      password: env.MICROSOFT_APP_PASSWORD ?? null,
      tenantId: env.MICROSOFT_APP_TENANT_ID ?? null,
      tenants: env.TEAMS_TENANTS,
      serviceHosts: env.BOT_SERVICE_HOSTS,
    },
    logLevel: env.LOG_LEVEL,
  };
  refuseUnsafe(settings);
  return settings;
}

function withSecretFiles(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const result = { ...environment };
  for (const name of secrets) {
    const file = environment[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    try {
      result[name] = readFileSync(file, 'utf8').trim();
    } catch {
      throw new SettingsError(
        `${name}_FILE: the file "${file}" cannot be read; check the path and its permissions`,
      );
    }
  }
  return result;
}

function readProxy(value: string): boolean | number | string {
  if (value === 'off' || value === 'false') return false;
  if (/^\d+$/.test(value)) return Number(value);
  return value;
}

function readController(env: z.infer<typeof shape>): Controller | null {
  if (env.COUNTY === undefined) return null;
  const missing = (['CONTROLLER_NAME', 'CONTROLLER_CONTACT', 'QUALITY_PERSON'] as const).filter(
    (name) => env[name] === undefined,
  );
  if (missing.length > 0) {
    throw new SettingsError(`COUNTY is set, so these are needed too: ${missing.join(', ')} (PA-7, PA-8)`);
  }
  return {
    county: env.COUNTY,
    name: env.CONTROLLER_NAME ?? '',
    contact: env.CONTROLLER_CONTACT ?? '',
    qualityPerson: env.QUALITY_PERSON ?? '',
  };
}

function readKeys(name: string, value: string | undefined): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const pair of (value ?? '').split(',').filter((part) => part.trim() !== '')) {
    const [person, key] = pair.split(/:(.*)/s).map((part) => part.trim());
    if (person === undefined || person === '' || key === undefined || key.length < 12) {
      throw new SettingsError(
        `${name}: write name:key pairs divided by commas, each key at least 12 characters`,
      );
    }
    keys.set(person, key);
  }
  return keys;
}

/** Words people leave in a secret by mistake. */
const placeholder = /change.?me|example|placeholder|secret123|password|xxxx|your.?(key|secret)/i;

function refuseUnsafe(settings: Settings): void {
  const faults: string[] = [];
  if (settings.teams && settings.bot.appId === null) {
    faults.push('TEAMS=on needs MICROSOFT_APP_ID: without it anyone could speak as a professional (SE-2)');
  }
  if (settings.teams && settings.bot.tenants.length === 0) {
    faults.push('TEAMS=on needs TEAMS_TENANTS: only those tenants are professionals (SE-4)');
  }
  if (settings.bot.appId !== null && settings.bot.password === null) {
    faults.push('MICROSOFT_APP_ID needs MICROSOFT_APP_PASSWORD (or MICROSOFT_APP_PASSWORD_FILE)');
  }
  if (settings.production) {
    const values = [
      settings.directLineSecret,
      settings.metricsKey,
      settings.bot.password,
      ...settings.adviserKeys.values(),
      ...settings.maintainerKeys.values(),
    ];
    if (values.some((value) => value !== null && placeholder.test(value))) {
      faults.push('a secret still holds a placeholder: set real ones before NODE_ENV=production (SE-2)');
    }
    if (settings.contentPolicy === 'release' && settings.controller === null) {
      faults.push('CONTENT_POLICY=release needs COUNTY: an official service has a controller');
    }
  }
  if (faults.length > 0) throw new SettingsError(faults.join('\n'));
}
