/** What an official release demands: accepted reviews, verified and fresh facts (PA-2). */
import { createHash } from 'node:crypto';
import type { Fault } from '../fault.ts';
import type { Review } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { faultAt } from './shared.ts';

/** Digest of a reviewed piece of content: everything but the review itself. */
export function reviewDigest(value: { readonly review: Review }): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...value, review: null }))
    .digest('hex')
    .slice(0, 16);
}

type Reviewed = Sourced<{ readonly review: Review }>;

/** A professional accepted exactly this text. */
export function isAccepted(item: Reviewed): boolean {
  return item.value.review.digest === reviewDigest(item.value);
}

function unreviewed(item: Reviewed): Fault {
  const { digest } = item.value.review;
  const what =
    digest === undefined
      ? 'no professional has accepted this text'
      : 'the text has changed since it was accepted';
  return faultAt(
    item,
    ['review'],
    'release/not-reviewed',
    what,
    'have it reviewed, then run: npm run content -- review FILE --by "NAME"',
  );
}

/** Content for `CONTENT_POLICY=release`: unreviewed safety files are faults, other unreviewed content is left out. */
export function releasable(source: ContentSource): { source: ContentSource; faults: Fault[] } {
  const safety: readonly Reviewed[] = [...source.redFlags, ...source.notices];
  const faults = safety.filter((item) => !isAccepted(item)).map(unreviewed);
  const flows = source.flows.filter(isAccepted);
  const guides = source.guides.filter(isAccepted);
  const kept = new Set([...flows, ...guides].map(({ value }) => value.id));
  const needs = source.needs.map((item) => {
    const { flow, guide, ...rest } = item.value;
    const value = {
      ...rest,
      ...(flow !== undefined && kept.has(flow) ? { flow } : {}),
      ...(guide !== undefined && kept.has(guide) ? { guide } : {}),
    };
    return { ...item, value };
  });
  const services = source.services.flatMap((item) => {
    const channels = item.value.channels.filter((channel) => channel.verified);
    return channels.length === 0 ? [] : [{ ...item, value: { ...item.value, channels } }];
  });
  return { source: { ...source, flows, guides, needs, services }, faults };
}

/** A fact is stale when it was checked longer ago than this many days. */
const freshDays = 365;

/** Everything `content -- check --release` fails on. `today` is a date such as 2026-11-21. */
export function checkRelease(source: ContentSource, today: string): Fault[] {
  const reviewed: readonly Reviewed[] = [
    ...source.redFlags,
    ...source.notices,
    ...source.hazards,
    ...source.flows,
    ...source.guides,
  ];
  return [
    ...reviewed.filter((item) => !isAccepted(item)).map(unreviewed),
    ...reviewed
      .filter((item) => item.value.review.due < today)
      .map((item) =>
        faultAt(
          item,
          ['review', 'due'],
          'release/review-due',
          'the next review is overdue',
          'review the text again',
        ),
      ),
    ...source.services.flatMap((item) => [
      ...(item.value.nameVerified
        ? []
        : [
            faultAt(
              item,
              ['name'],
              'release/name-unverified',
              "the translated name is not the organisation's own",
              'check the name and set nameVerified: true',
            ),
          ]),
      ...item.value.channels.flatMap((channel, at) => {
        const path = ['channels', at];
        if (!channel.verified)
          return [
            faultAt(
              item,
              path,
              'release/unverified',
              `"${channel.value}" is not verified`,
              'check it at its source and set verified: true',
            ),
          ];
        const age = (Date.parse(today) - Date.parse(channel.checked)) / 86_400_000;
        return age > freshDays
          ? [
              faultAt(
                item,
                [...path, 'checked'],
                'release/stale',
                `"${channel.value}" was checked ${Math.floor(age)} days ago`,
                'check it again and set the date',
              ),
            ]
          : [];
      }),
    ]),
  ];
}
