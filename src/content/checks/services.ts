/** Services and the county of each: places exist, hours can be read and know both eves, telephones are telephones. */
import { hoursFault } from '../../guidance/hours.ts';
import type { Fault } from '../fault.ts';
import type { Service } from '../schema.ts';
import type { ContentSource, Sourced } from '../source.ts';
import { didYouMean, faultAt } from './shared.ts';

export function checkServices(source: ContentSource): Fault[] {
  const counties = new Set(
    source.counties.flatMap(({ value }) => value.counties.map((county) => county.code)),
  );
  const places = new Set(
    source.municipalities.flatMap(({ value }) => value.municipalities.map((place) => place.code)),
  );
  return source.services.flatMap((item) => [...checkArea(item, counties, places), ...checkChannels(item)]);
}

function checkArea(
  item: Sourced<Service>,
  counties: ReadonlySet<string>,
  places: ReadonlySet<string>,
): Fault[] {
  const { area } = item.value;
  if (area === 'national') return [];
  if ('county' in area) {
    return counties.has(area.county)
      ? []
      : [
          faultAt(
            item,
            ['area', 'county'],
            'service/unknown-county',
            `there is no county "${area.county}"`,
            didYouMean(area.county, counties),
          ),
        ];
  }
  return area.municipalities.flatMap((code, at) =>
    places.has(code)
      ? []
      : [
          faultAt(
            item,
            ['area', 'municipalities', at],
            'service/unknown-municipality',
            `there is no municipality "${code}"`,
            didYouMean(code, places),
          ),
        ],
  );
}

/** The hours parser takes Christmas Eve and Midsummer Eve as ordinary days, so each table must speak of both. */
const eves = [/Dec 24/, /Jun 19-25|Jun Fr|easter/];

function checkChannels(item: Sourced<Service>): Fault[] {
  return item.value.channels.flatMap((channel, at) => {
    const path = ['channels', at];
    const faults: Fault[] = [];
    if (channel.type === 'phone' && !/^\+?[\d ]{3,20}$/.test(channel.value)) {
      faults.push(
        faultAt(
          item,
          [...path, 'value'],
          'service/telephone',
          `"${channel.value}" is no telephone number`,
          'write digits and spaces, in quotes',
        ),
      );
    }
    if ((channel.type === 'web' || channel.type === 'chat') && !/^https:\/\/\S+$/.test(channel.value)) {
      faults.push(
        faultAt(
          item,
          [...path, 'value'],
          'service/address',
          `"${channel.value}" is no web address`,
          'write an address that begins with https://',
        ),
      );
    }
    const { hours } = channel;
    if (hours === undefined || hours === '24/7') return faults;
    const problem = hoursFault(hours);
    if (problem !== null) {
      faults.push(
        faultAt(
          item,
          [...path, 'hours'],
          'service/hours',
          `the hours "${hours}" cannot be read (${problem})`,
          'write them as in "Mo-Fr 08:00-16:00; PH off"',
        ),
      );
    } else if (!eves.every((eve) => eve.test(hours))) {
      faults.push(
        faultAt(
          item,
          [...path, 'hours'],
          'service/eves',
          'the hours do not say what happens on Christmas Eve and Midsummer Eve',
          'add "; Dec 24 off; Jun 19-25 Fr off", or the hours of those days',
        ),
      );
    }
    return faults;
  });
}
