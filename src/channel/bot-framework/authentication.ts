/** Bot Framework's own authentication with its gaps closed, and connectors for allowed hosts only (SE-1, SE-3). */
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { IsAllowedHost } from './hosts.ts';

type Authentication = ConfigurationBotFrameworkAuthentication;
type Authenticated = Awaited<ReturnType<Authentication['authenticateRequest']>>;
type ConnectorFactory = ReturnType<Authentication['createConnectorFactory']>;
type Connector = Awaited<ReturnType<ConnectorFactory['create']>>;
type TokenClient = Awaited<ReturnType<Authentication['createUserTokenClient']>>;
type Identity = Parameters<Authentication['createUserTokenClient']>[0];
export type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];

/** Who signs requests of the public cloud's channels. */
const publicIssuer = 'https://api.botframework.com';
const signatures = ['RS256', 'RS384', 'RS512'];

/** Expect-replies answers travel in the HTTP response: their connector leads nowhere, should it ever be used. */
const nowhere = 'https://nowhere.invalid/';

export interface Identification {
  /** Null: authentication is off, and the endpoint answers this machine only (SE-2). */
  readonly appId: string | null;
  readonly password: string | null;
  readonly tenantId: string | null;
  /** Addresses and issuer of another cloud than Microsoft's public one. */
  readonly cloud?: ConfigurationBotFrameworkAuthenticationOptions;
  /** How the bot proves who it is, when not by its password. */
  readonly credentials?: Credentials;
}

/** Why the channel turned a request away; nothing of it goes out. */
export class ChannelRefusal extends Error {
  readonly reason: 'not-authenticated' | 'no-keys' | 'host-not-allowed';

  constructor(reason: ChannelRefusal['reason']) {
    super(reason);
    this.name = 'ChannelRefusal';
    this.reason = reason;
  }
}

export class GuardedAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #isOn: boolean;
  readonly #issuer: string;
  readonly #isAllowed: IsAllowedHost;
  #unused: Connector | null = null;
  #tokens: TokenClient | null = null;

  constructor(identification: Identification, isAllowed: IsAllowedHost) {
    super({ ...accountOf(identification), ...identification.cloud }, identification.credentials);
    this.#isOn = identification.appId !== null;
    this.#issuer = identification.cloud?.ToBotFromChannelTokenIssuer ?? publicIssuer;
    this.#isAllowed = isAllowed;
  }

  override async authenticateRequest(activity: Activity, header: string): Promise<Authenticated> {
    if (this.#isOn && !this.#isAcceptable(activity, header)) throw new ChannelRefusal('not-authenticated');
    const result = await this.#authenticate(activity, header);
    const connectors = result.connectorFactory ?? super.createConnectorFactory(result.claimsIdentity);
    const connectorFactory =
      activity.deliveryMode === 'expectReplies'
        ? { create: () => this.#unusedConnector(connectors) }
        : this.#guard(connectors);
    return { ...result, connectorFactory };
  }

  /** The SDK's way to send outside of a request, kept to allowed hosts too: the list may have changed meanwhile. */
  override createConnectorFactory(identity: Identity): ConnectorFactory {
    return this.#guard(super.createConnectorFactory(identity));
  }

  #guard(connectors: ConnectorFactory): ConnectorFactory {
    return {
      create: async (serviceUrl, audience) => {
        if (!this.#isAllowed(serviceUrl)) throw new ChannelRefusal('host-not-allowed');
        return connectors.create(serviceUrl, audience);
      },
    };
  }

  /** No turn signs anybody in, so one client serves all. */
  override async createUserTokenClient(identity: Identity): Promise<TokenClient> {
    this.#tokens ??= await super.createUserTokenClient(identity);
    return this.#tokens;
  }

  async #unusedConnector(connectors: ConnectorFactory): Promise<Connector> {
    this.#unused ??= await connectors.create(nowhere);
    return this.#unused;
  }

  /** The SDK answers a bad signature with a plain error: whatever it throws is a refusal, unless the keys are missing. */
  async #authenticate(activity: Activity, header: string): Promise<Authenticated> {
    try {
      return await super.authenticateRequest(activity, header);
    } catch (problem) {
      throw new ChannelRefusal(isKeyFault(problem) ? 'no-keys' : 'not-authenticated');
    }
  }

  /**
   * Only tokens of the channels themselves are let through to the SDK. Its other ways in (emulator, skill, App Service
   * extension) check neither serviceUrl nor audience, and the caller picks them by naming a channel or an issuer; a
   * missing serviceUrl or expiry would skip those checks too.
   */
  #isAcceptable(activity: Activity, header: string): boolean {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(header)?.[1];
    if (token === undefined || activity.serviceUrl === '' || activity.channelId === 'AseChannel')
      return false;
    try {
      const { alg } = decodeProtectedHeader(token);
      const { iss, exp } = decodeJwt(token);
      return alg !== undefined && signatures.includes(alg) && iss === this.#issuer && exp !== undefined;
    } catch {
      return false;
    }
  }
}

/** The stock adapter, without its own way of answering HTTP: that one sends the reasons of faults to the caller. */
export class ChannelAdapter extends CloudAdapter {
  readonly #appId: string;

  constructor(authentication: GuardedAuthentication, appId: string | null) {
    super(authentication);
    this.#appId = appId ?? '';
  }

  handle(
    header: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(header, activity, logic);
  }

  /** Sends an addressed activity outside of any request. Throws `ChannelRefusal`, or what the connector answers. */
  async post(activity: Activity, abortSignal: AbortSignal): Promise<void> {
    const { serviceUrl, conversation, replyToId } = activity;
    const identity = this.createClaimsIdentity(this.#appId);
    const factory = this.botFrameworkAuthentication.createConnectorFactory(identity);
    const { conversations } = await factory.create(serviceUrl);
    if (replyToId === undefined)
      await conversations.sendToConversation(conversation.id, activity, { abortSignal });
    else await conversations.replyToActivity(conversation.id, replyToId, activity, { abortSignal });
  }
}

function accountOf({ appId, password, tenantId }: Identification): Record<string, string> {
  if (appId === null) return {};
  return {
    MicrosoftAppId: appId,
    ...(password === null ? {} : { MicrosoftAppPassword: password }),
    ...(tenantId === null
      ? { MicrosoftAppType: 'MultiTenant' }
      : { MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenantId }),
  };
}

/** The channel's keys could not be fetched: our trouble, and the channel should try again. */
function isKeyFault(problem: unknown): boolean {
  if (!(problem instanceof Error)) return false;
  if (problem.name === 'FetchError') return true;
  return 'statusCode' in problem && problem.statusCode === 500;
}
