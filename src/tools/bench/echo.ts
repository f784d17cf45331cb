/** The measure to compare with: a bare echo bot on the stock CloudAdapter, nothing stored, nothing understood. */
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import express from 'express';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const app = express();
app.use(express.json());
app.post('/api/messages', (request, response, next) => {
  adapter
    .process(request, response, async (context) => {
      if (context.activity.type === 'message') await context.sendActivity(context.activity.text);
    })
    .catch(next);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    process.stdout.write(`Palveluneuvoja echo http://127.0.0.1:${address.port}\n`);
});
