/** The off switch: a page with the numbers to call, and 503 for everything else (PA-8). */
import { type RequestHandler, Router } from 'express';
import { nonceOf } from './headers.ts';
import { renderPlainPage } from './plain-page.ts';
import { Refusal } from './refusal.ts';

/** `contact`: name and contact of the county that runs this service, or null. */
export function offRoutes(contact: string | null): Router {
  const routes = Router();
  routes.get('/', (_request, response) => {
    response.type('html').send(
      renderPlainPage({
        nonce: nonceOf(response),
        heading: {
          fi: 'Palveluneuvoja on nyt poissa käytöstä',
          sv: 'Servicerådgivaren är inte i bruk just nu',
          en: 'The service adviser is out of use at the moment',
        },
        body: {
          fi: ['Voit soittaa näihin numeroihin.', 'Muut numerot löydät hyvinvointialueesi verkkosivuilta.'],
          sv: ['Du kan ringa dessa nummer.', 'Andra nummer finns på ditt välfärdsområdes webbplats.'],
          en: [
            'You can call these numbers.',
            'Other numbers are on the website of your wellbeing services county.',
          ],
        },
        contact,
      }),
    );
  });
  const refuse: RequestHandler = () => {
    throw new Refusal('unavailable');
  };
  routes.use(refuse);
  return routes;
}
