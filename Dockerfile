FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data TZ=Europe/Helsinki NODE_COMPILE_CACHE=/data/node
ARG CONTENT_POLICY=evaluation
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --omit=dev && npm cache clean --force
COPY guard.mjs ./
COPY src ./src
COPY dialogs ./dialogs
COPY knowledge ./knowledge
RUN env -u NODE_COMPILE_CACHE node --import ./guard.mjs src/tools/content.ts compile
RUN mkdir -p /data && chown -R node:node /data
USER node
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3978/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./guard.mjs", "src/main.ts"]
