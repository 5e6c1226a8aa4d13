# The hub's image: every role of it, started as `hub serve <role>`.
FROM node:20-bookworm-slim AS build
# The driver of the embedded store is compiled where no binary of it fits.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /hub
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY schema schema
COPY infra infra
COPY services services
COPY gateway gateway
COPY test test
RUN node_modules/.bin/tsc -p tsconfig.build.json && rm -rf dist/test && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /hub
COPY --from=build /hub/package.json ./
COPY --from=build /hub/node_modules node_modules
COPY --from=build /hub/schema schema
COPY --from=build /hub/dist dist
# Data of an embedded store, where no database server is set.
RUN mkdir /data && chown node:node /data
ENV HUB_DATA_DIR=/data
VOLUME /data
USER node
EXPOSE 4000 4001
ENTRYPOINT ["node", "dist/services/hub/main.js"]
CMD ["serve"]
