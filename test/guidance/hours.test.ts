/** Opening hours in words, in Finnish time, holidays included. */
import { describe, expect, it } from 'vitest';
import { describeHours, hoursFault } from '../../src/guidance/hours.ts';

const weekdays = 'Mo-Fr 08:00-16:00; PH off; Dec 24 off; Jun 19-25 Fr off';
const at = (time: string): Date => new Date(`${time}+02:00`);

describe('opening hours', () => {
  it.each([
    ['a Monday noon', '2026-11-23T12:00', true, 'Auki nyt. Sulkeutuu klo 16.'],
    ['a Monday evening', '2026-11-23T18:00', false, 'Nyt suljettu. Aukeaa huomenna klo 8.'],
    ['early the same day', '2026-11-23T06:30', false, 'Nyt suljettu. Aukeaa tänään klo 8.'],
    ['a Friday evening', '2026-11-27T17:00', false, 'Nyt suljettu. Aukeaa maanantaina klo 8.'],
    ['Christmas Eve', '2026-12-24T10:00', false, 'Nyt suljettu. Aukeaa maanantaina klo 8.'],
    ['Epiphany', '2027-01-06T10:00', false, 'Nyt suljettu. Aukeaa huomenna klo 8.'],
  ])('on %s', (_, time, isOpen, text) => {
    expect(describeHours(weekdays, at(time), 'fi')).toEqual({ isOpen, text });
  });

  it('knows Midsummer Eve', () => {
    expect(describeHours(weekdays, new Date('2027-06-25T10:00+03:00'), 'fi')?.isOpen).toBe(false);
  });

  it('speaks all three languages', () => {
    expect(describeHours(weekdays, at('2026-11-23T12:00'), 'sv')?.text).toBe('Öppet nu. Stänger kl. 16.');
    expect(describeHours(weekdays, at('2026-11-23T12:00'), 'en')?.text).toBe('Open now. Closes at 16:00.');
    expect(describeHours('24/7', at('2026-11-23T12:00'), 'sv')).toEqual({
      isOpen: true,
      text: 'Öppet dygnet runt',
    });
  });

  it('says when it cannot read a table instead of guessing', () => {
    expect(describeHours('weekdays maybe', at('2026-11-23T12:00'), 'fi')).toBeNull();
    expect(hoursFault('weekdays maybe')).not.toBeNull();
    expect(hoursFault(weekdays)).toBeNull();
  });
});
