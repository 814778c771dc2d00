/** What a new scenario begins with: the least that can be played. */
export const TEMPLATE = `scenario: our-first-drill
title: A release goes bad
service: shop
environment: production
roles:
  facilitator: You start the run, make things happen in their time, and end it.
  responder: You are on call. Answer the page, find what changed, take it back.
  observer: You watch and write down what you notice. You do not help.
steadyState:
  goodRatio: 0.99
  samples: 20
  latencyMillis: 500
steps:
  - id: acknowledge
    title: Acknowledge the page
    role: responder
    detail: Say that you are on it.
  - id: kill
    title: Kill the flag
    role: responder
    detail: Turn it off on the kill board and name the incident.
injects:
  - id: release
    title: The new path is released
    atSeconds: 60
    does:
      kind: act
      detail: Turn the new path on for everybody.
signals:
  - id: paged
    title: Somebody is paged
    after: release
    withinSeconds: 120
    signal: page
limits:
  acknowledgeSeconds: 300
  flipReachSeconds: 10
  recoverySeconds: 600
  goodSamples: 20
  postmortemSeconds: 172800
  runSeconds: 3600
`;
