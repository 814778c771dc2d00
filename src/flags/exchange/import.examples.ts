/** A document of each format, as the other system gives it. */
export const IMPORT_EXAMPLES = {
  flagd: {
    summary: 'flagd: definitions of one environment',
    value: {
      flags: { 'checkout-new': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on' } },
    },
  },
  unleashExport: {
    summary: 'Unleash: /api/admin/features-batch/export',
    value: {
      features: [{ name: 'checkout-new', type: 'release', description: 'The one-page checkout', archived: false }],
      featureStrategies: [
        {
          name: 'flexibleRollout',
          featureName: 'checkout-new',
          parameters: { rollout: '100', stickiness: 'default', groupId: 'checkout-new' },
          constraints: [],
          segments: [],
          variants: [],
        },
      ],
      featureEnvironments: [{ featureName: 'checkout-new', environment: 'production', enabled: true, variants: [] }],
      segments: [],
      dependencies: [],
    },
  },
  unleashClient: {
    summary: 'Unleash: /api/client/features',
    value: {
      version: 2,
      features: [{ name: 'checkout-new', type: 'release', enabled: true, strategies: [{ name: 'default' }] }],
      query: { environment: 'production' },
    },
  },
  launchdarkly: {
    summary: 'LaunchDarkly: GET /api/v2/flags/{project}?summary=0',
    value: {
      items: [
        {
          key: 'checkout-new',
          name: 'New checkout',
          kind: 'boolean',
          temporary: true,
          variations: [{ value: true }, { value: false }],
          defaults: { onVariation: 0, offVariation: 1 },
          environments: {
            production: { on: true, targets: [], rules: [], fallthrough: { variation: 0 }, offVariation: 1 },
          },
        },
      ],
    },
  },
};
