# syntax=docker/dockerfile:1

FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY migrations ./migrations
COPY web ./web
RUN npm run build

# Without the optional packages: they are the embedded PostgreSQL, and the image is given a real one.
FROM node:20-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund && npm cache clean --force

FROM node:20-slim
# git: `loop import git` reads clones with it.
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 LOOP_DATA_DIR=/var/lib/delivery-loop
WORKDIR /app
RUN mkdir -p "$LOOP_DATA_DIR" && chown node:node "$LOOP_DATA_DIR"
COPY --from=modules /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/web/dist ./web/dist
COPY package.json ./
COPY bin ./bin
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
CMD ["node", "bin/start.js", "all"]
