/** A service as a card: what it is, how to reach it, whether it is open, and how sure that is. */
import type { JSX } from 'preact';
import type { ChannelView } from '../../../conversation/types.ts';
import type { ShownService } from '../activity.ts';
import { phoneAddress, readableAddress, readableDate, webAddress } from '../plain-text.ts';
import type { PageTexts } from '../texts.ts';
import { OutLink } from './text.tsx';

interface CardProps {
  readonly service: ShownService;
  readonly words: PageTexts;
  readonly level: 'h3' | 'h4';
}

export function ServiceCard({ service, words, level: Heading }: CardProps): JSX.Element {
  return (
    <section class="card">
      <Heading>{service.name}</Heading>
      <p>{service.describe}</p>
      {service.channels.length === 0 ? null : (
        <ul class="channels">
          {service.channels.map((channel) => (
            <li key={channel.value}>
              <Channel channel={channel} words={words} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Channel({
  channel,
  words,
}: {
  readonly channel: ChannelView;
  readonly words: PageTexts;
}): JSX.Element {
  return (
    <>
      <span class="reach">
        <Reach channel={channel} words={words} />
        {channel.hours === null ? null : <span class={hoursClass(channel.isOpen)}>{channel.hours}</span>}
      </span>
      {channel.note === null ? null : <span class="aside">{channel.note}</span>}
      <Trust channel={channel} words={words} />
    </>
  );
}

const hoursClass = (isOpen: boolean | null): string => (isOpen === true ? 'hours open' : 'hours');

function Reach({
  channel,
  words,
}: {
  readonly channel: ChannelView;
  readonly words: PageTexts;
}): JSX.Element {
  const { type, value } = channel;
  const href = type === 'phone' ? phoneAddress(value) : type === 'visit' ? null : webAddress(value);
  if (href === null) return <span class="address">{value}</span>;
  const text = type === 'phone' ? value : readableAddress(value);
  return (
    <span class={type === 'phone' ? 'way phone' : 'way'}>
      <OutLink href={href} text={text} note={words.newTab} />
    </span>
  );
}

/** Where the fact comes from and when it was checked, one tap away; a fact that is not verified says so at once. */
function Trust({
  channel,
  words,
}: {
  readonly channel: ChannelView;
  readonly words: PageTexts;
}): JSX.Element {
  const { name, address } = channel.source;
  const href = webAddress(address);
  return (
    <details class="trust">
      <summary>
        {channel.verified ? (
          words.source
        ) : (
          <strong>{`${words.unverified} (${readableDate(channel.checked)})`}</strong>
        )}
      </summary>
      <span>
        {words.source}: {href === null ? name : <OutLink href={href} text={name} note={words.newTab} />}.{' '}
        {words.checked} {readableDate(channel.checked)}.
      </span>
    </details>
  );
}
