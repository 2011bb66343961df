# One image for the server and the simulator: they share their dependencies, and differ in the command.
FROM node:22-bookworm-slim AS build
WORKDIR /patchbay
COPY . .
RUN npm ci --no-audit --no-fund && npx turbo run build && npm prune --omit=dev

FROM node:22-bookworm-slim
WORKDIR /patchbay
ENV NODE_ENV=production HOST=0.0.0.0 SIMULATOR_HOST=0.0.0.0
COPY --from=build --chown=node:node /patchbay /patchbay
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000 3001
CMD ["node", "apps/server/dist/main.js"]
