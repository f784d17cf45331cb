/** From need, urgency, place, time and language to the services that help: the lightest sufficient first. */
import type { Content } from '../content/content.ts';
import {
  type Channel,
  isPressing,
  type Language,
  type Service,
  type Urgency,
  urgencies,
  weights,
} from '../content/schema.ts';
import type { ChannelView, ServiceView } from '../conversation/types.ts';
import { describeHours } from './hours.ts';

/** The virtual service every county has: its own website, from the list of counties. */
export const countyWebsite = 'county-website';

/** Most services shown at once; a longer list helps nobody choose. */
const mostShown = 5;

export interface GuidanceQuery {
  readonly need: string | null;
  readonly urgency: Urgency;
  /** Municipality code, or null when not known. */
  readonly municipality: string | null;
  readonly lang: Language;
  readonly now: Date;
  readonly role: 'resident' | 'professional';
  /** Services an outcome or a need names; shown whatever else is found. */
  readonly named: readonly string[];
}

/** Services for a query, in the order to show them, at most five. Never empty: the county's website is the last resort. */
export function findServices(content: Content, query: GuidanceQuery): readonly ServiceView[] {
  const named = query.named
    .map((id) => resolveService(content, id, query.municipality))
    .filter((service) => service !== null);
  const found = [...content.services.values()].filter(
    (service) =>
      query.need !== null &&
      service.needs.includes(query.need) &&
      isFor(service, query.role) &&
      service.languages.includes(query.lang) &&
      serves(content, service, query.municipality),
  );
  const all = [...new Map([...named, ...found].map((service) => [service.id, service])).values()];
  const enough = all.filter(
    (service) => suffices(service, query.urgency) || query.named.includes(service.id),
  );
  const ordered = enough.sort((a, b) => order(a, b, query));
  if (!ordered.some((service) => service.id === countyWebsite || isLocal(service))) {
    const website = resolveService(content, countyWebsite, query.municipality);
    if (website !== null && query.urgency !== 'emergency') ordered.push(website);
  }
  return ordered
    .slice(0, mostShown)
    .map((service) => viewService(service, query.lang, query.now, query.role));
}

function isFor(service: Service, role: GuidanceQuery['role']): boolean {
  return role === 'professional' || service.audience !== 'professionals';
}

/** A service is never offered at an urgency graver than it is sufficient for. */
function suffices(service: Service, urgency: Urgency): boolean {
  return urgencies.indexOf(service.upTo) <= urgencies.indexOf(urgency);
}

function isLocal(service: Service): boolean {
  return service.area !== 'national';
}

/** Whether a service serves a municipality; without one only national services do. */
export function serves(content: Content, service: Service, municipality: string | null): boolean {
  if (service.area === 'national') return true;
  if (municipality === null) return false;
  if ('municipalities' in service.area) return service.area.municipalities.includes(municipality);
  return content.municipalities.get(municipality)?.county === service.area.county;
}

/**
 * For a resident the lightest first, for a professional the closest to the matter. When help is needed today, what answers now comes first: voices before web pages, open before closed,
 * then what an outcome or a need names, then what is near.
 */
function order(a: Service, b: Service, query: GuidanceQuery): number {
  const rank = isPressing(query.urgency) ? rankUrgent : query.role === 'professional' ? rankClose : rankCalm;
  return rank(a, query) - rank(b, query);
}

/** A professional looks for the place itself, then for national help in the matter; what always fits comes last. */
function rankClose(service: Service, query: GuidanceQuery): number {
  const fallback = query.named.indexOf(service.id);
  if (service.id === countyWebsite) return 300;
  if (isLocal(service)) return 0;
  return (fallback < 0 ? 100 : 200 + fallback * 10) + weights.indexOf(service.weight);
}

function rankUrgent(service: Service, query: GuidanceQuery): number {
  const isVoice = service.channels.some((channel) => channel.type !== 'web');
  const isOpen = service.channels.some((channel) => isOpenNow(channel, query));
  const named = query.named.indexOf(service.id);
  return (isVoice ? 0 : 100) + (isOpen ? 0 : 50) + (named >= 0 ? named : isLocal(service) ? 2.5 : 10);
}

function rankCalm(service: Service): number {
  const near = isLocal(service) ? 0 : 2;
  return weights.indexOf(service.weight) * 10 + near + (service.id === countyWebsite ? 5 : 0);
}

function isOpenNow(channel: Channel, query: GuidanceQuery): boolean {
  return channel.hours === undefined
    ? channel.type === 'web'
    : (describeHours(channel.hours, query.now, query.lang)?.isOpen ?? false);
}

/** A service by id; the county's website is made from the list of counties. Null when there is none such. */
export function resolveService(content: Content, id: string, municipality: string | null): Service | null {
  const service = content.services.get(id);
  if (id !== countyWebsite || service === undefined) return service ?? null;
  const place = municipality === null ? undefined : content.municipalities.get(municipality);
  const county = place === undefined ? undefined : content.counties.get(place.county);
  if (county === undefined) return service;
  return {
    ...service,
    name: county.name,
    area: { county: county.code },
    channels: [
      { type: 'web', value: county.website, source: county.source, checked: county.checked, verified: true },
    ],
  };
}

/** A service as a person sees it at a moment. Professional-only content is left out for everyone else. */
export function viewService(
  service: Service,
  lang: Language,
  now: Date,
  role: GuidanceQuery['role'],
): ServiceView {
  const view = {
    id: service.id,
    name: service.name[lang],
    describe: service.describe[lang],
    weight: service.weight,
    channels: service.channels.map((channel) => viewChannel(channel, lang, now)),
  };
  return role === 'professional' && service.professional !== undefined
    ? { ...view, professional: service.professional[lang] }
    : view;
}

function viewChannel(channel: Channel, lang: Language, now: Date): ChannelView {
  const hours = channel.hours === undefined ? null : describeHours(channel.hours, now, lang);
  return {
    type: channel.type,
    value: channel.value,
    hours: hours?.text ?? null,
    isOpen: hours?.isOpen ?? null,
    note: channel.note?.[lang] ?? null,
    verified: channel.verified,
    source: channel.source,
    checked: channel.checked,
  };
}
