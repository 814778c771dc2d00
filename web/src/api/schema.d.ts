// Written by "npm run web:types" from the OpenAPI document. Do not edit.
export interface paths {
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["HealthController_livez"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether evaluation and kill work, and the state of each part */
        get: operations["HealthController_readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures of this process in Prometheus text */
        get: operations["HealthController_metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Dead jobs: work that was given up after its last try and waits for a person */
        get: operations["JobsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a dead job back to work */
        post: operations["JobsController_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hints of what changes, as server-sent events: `hello` once, `change` whenever something may have changed */
        get: operations["LiveController_listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List tokens, without their secrets */
        get: operations["IdentityController_listTokens"];
        put?: never;
        /** Create an API token; its secret is shown only in this answer */
        post: operations["IdentityController_createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a token; every process refuses it within a second */
        delete: operations["IdentityController_revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["IdentityController_getPerson"];
        /** Create or replace a person */
        put: operations["IdentityController_putPerson"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people */
        get: operations["IdentityController_listPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["IdentityController_listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has signed in here, or how to */
        get: operations["SessionsController_session"];
        put?: never;
        /** Sign in with e-mail and password; the session is a cookie */
        post: operations["SessionsController_begin"];
        /** Sign out; every process refuses the session within a second */
        delete: operations["SessionsController_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/first-admin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** First run: become the first admin with the token that the start printed */
        post: operations["SessionsController_createFirstAdmin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite a person who has a role: a one-time link to choose a password */
        post: operations["SessionsController_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation: choose a password and sign in */
        post: operations["SessionsController_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the own password; the other sessions of the person end */
        put: operations["SessionsController_changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign in with the OpenID Connect provider: a browser is sent there */
        get: operations["OidcController_start"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the provider sends the browser back to */
        get: operations["OidcController_end"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Systems outside: which are set up, where, and when they were last heard of */
        get: operations["IntegrationsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/{key}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try one
         * @description github: a signed ping goes the way of a webhook; email: a mail is sent to whoever asks; oidc: the discovery of the issuer is fetched. What fails is told with 200 and `ok: false`.
         */
        post: operations["IntegrationsController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{team}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One team */
        get: operations["CatalogController_getTeam"];
        /** Create or replace a team */
        put: operations["CatalogController_putTeam"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List teams */
        get: operations["CatalogController_listTeams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One service */
        get: operations["CatalogController_getService"];
        /** Create or replace a service */
        put: operations["CatalogController_putService"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List services */
        get: operations["CatalogController_listServices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take facts in: up to 1,000 as JSON, or any number as NDJSON, one fact a line */
        post: operations["FactsController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change, by its URL-encoded id */
        get: operations["FactsController_change"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every check that was reported for a commit, oldest first */
        get: operations["FactsController_checks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks that came in, newest first, and what became of them */
        get: operations["ReceiptsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receipt with the beginning of what was received */
        get: operations["ReceiptsController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/receipts/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process a receipt again (202); one that waits already stays as it is (200) */
        post: operations["ReceiptsController_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/github": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a webhook of GitHub in; it is processed afterwards */
        post: operations["GithubController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations/github": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set the secret of the webhooks of GitHub; every process takes it within a second
         * @description LOOP_GITHUB_WEBHOOK_SECRET in the environment wins over it. 409 `no_secret_key` where there is no key to encrypt it with.
         */
        put: operations["WebhookSecretController_set"];
        post?: never;
        /** Forget the secret that was set here */
        delete: operations["WebhookSecretController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule */
        get: operations["SchedulesController_get"];
        /** Create or replace a schedule */
        put: operations["SchedulesController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List schedules */
        get: operations["SchedulesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{key}/turns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call by a schedule, turn by turn; there is always one more */
        get: operations["SchedulesController_turns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{key}/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the overrides of a schedule, those that touch [from, to) alone */
        get: operations["OverridesController_list"];
        /** Let a person take over for a while; the same as POST */
        put: operations["OverridesController_put"];
        /** Let a person take over for a while */
        post: operations["OverridesController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{key}/overrides/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an override; the rotation goes on as if it had not been */
        delete: operations["OverridesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/on-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call for a service or a team at an instant */
        get: operations["OnCallController_at"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/on-call/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is on call now for each team, and who comes next */
        get: operations["OnCallController_teams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{service}/alert-sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The alert sources of a service, without their keys */
        get: operations["AlertSourcesController_list"];
        put?: never;
        /** Let a monitoring system send alerts of a service; its key is shown only here */
        post: operations["AlertSourcesController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alert-sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Refuse the key of an alert source from now on */
        delete: operations["AlertSourcesController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first */
        get: operations["AlertsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert, and whom it paged */
        get: operations["AlertsController_one"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge: somebody is on it; nobody is paged any more */
        post: operations["AlertsController_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resolve: the trouble is over; nobody is paged any more */
        post: operations["AlertsController_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/alertmanager/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a delivery of Alertmanager or Grafana in; authorised by the key in its path */
        post: operations["AlertmanagerController_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/enqueue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an event in, as the PagerDuty Events API v2 does; authorised by its routing key */
        post: operations["EventsV2Controller_enqueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How healthy the flags are, with the formula, by service and team */
        get: operations["HealthController_now"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-health/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The health of each day as it was written down then; days without a writing stay empty */
        get: operations["HealthController_trend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is to be done about flags, one step for each, and which team is to do it */
        get: operations["HealthController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/staleness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a flag has done its work, from four kinds of evidence, and the one thing to do next */
        get: operations["HealthController_staleness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List waivers, newest first */
        get: operations["WaiversController_list"];
        put?: never;
        /** Ask that one reason of the flag-debt guard be excused for a while, at most 30 days */
        post: operations["WaiversController_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-waivers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One waiver */
        get: operations["WaiversController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-waivers/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve a waiver that another person asked for */
        post: operations["WaiversController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-waivers/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a waiver, or take it back before its expiry */
        post: operations["WaiversController_end"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-baselines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Admitted debt by service: how much there was, how much is left */
        get: operations["BaselinesController_list"];
        put?: never;
        /**
         * Admit the debt that a service has now, once
         * @description The guard then passes over it until it is mended; what is mended leaves for good, and what is new blocks. 409 `baseline_exists` the second time.
         */
        post: operations["BaselinesController_admit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-baselines/{service}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The admitted debt of a service that still stands */
        get: operations["BaselinesController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the removal ticket of a flag fares */
        get: operations["TicketsController_get"];
        put?: never;
        /**
         * Open the removal ticket of a flag in the tracker, once
         * @description A job opens it and names it at the flag. One that failed is tried again; 409 `no_tracker`, `ticket_exists`.
         */
        post: operations["TicketsController_want"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/removal-tracker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where removal tickets are opened */
        get: operations["TicketsController_view"];
        /** Say where removal tickets are opened: GitHub, Jira, Linear, or a webhook of your own */
        put: operations["TicketsController_set"];
        post?: never;
        /** Open removal tickets nowhere any more */
        delete: operations["TicketsController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List flags, by service, stage, debt, owner or text, and how many there are */
        get: operations["FlagsController_list"];
        put?: never;
        /** Create a flag, off everywhere */
        post: operations["FlagsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One flag, with its state in each environment and what it owes */
        get: operations["FlagsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a flag; its state is changed by flip */
        patch: operations["FlagsController_change"];
        trace?: never;
    };
    "/api/v1/flags/{key}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what to a flag, when and why, newest first */
        get: operations["FlagsController_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of flags: how long each lives, and how often it may be extended */
        get: operations["FlagKindsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-kinds/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One kind of flags */
        get: operations["FlagKindsController_get"];
        /** Say how long flags of a kind live, and how often they may be extended */
        put: operations["FlagKindsController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the expiry of a flag off, with a reason; it counts up */
        post: operations["BirthController_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/drill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write down that a kill switch was pressed for exercise
         * @description An earlier drill than the last one known changes nothing.
         */
        post: operations["BirthController_drill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/flip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a flag on or off in one environment */
        post: operations["LifecycleController_flip"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/kill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a flag off at once: flags:kill, flags:write, or being on call for its service */
        post: operations["LifecycleController_kill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The flag has done its work: what it guarded is kept or discarded */
        post: operations["LifecycleController_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a completed flag away: it is evaluated no more */
        post: operations["LifecycleController_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/revive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a flag back to active; from the archive it comes back off everywhere */
        post: operations["LifecycleController_revive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/code-references/{owner}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where a repository refers to flags, as of the last scan of its trunk */
        get: operations["ReferencesController_get"];
        /** Replace what is known of where the trunk of a repository refers to flags */
        put: operations["ReferencesController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/code-references": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where code refers to a flag, and what took it out, in every scanned repository */
        get: operations["ReferencesController_ofFlag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each variant of a flag was given, by hour or day, and when it was last called */
        get: operations["ExposureController_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report what an SDK evaluated by itself, in its token's environment; a batch counts once */
        post: operations["ExposureController_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ofrep/v1/evaluate/flags/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate one flag (OFREP 0.3.0) in the token's environment */
        post: operations["OfrepController_evaluate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ofrep/v1/evaluate/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate every flag that is not archived (OFREP 0.3.0) in the token's environment */
        post: operations["OfrepController_evaluateAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/flagd/v1/flags/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An environment's flags as flagd definitions, for flagd's HTTP sync */
        get: operations["FlagdController_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which changes of flags need approval: the installation’s policy first, then those of services */
        get: operations["ChangePoliciesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy of services that have none of their own; 404: nothing needs approval */
        get: operations["ChangePoliciesController_get"];
        /** Set which changes of flags need approval, in the whole installation */
        put: operations["ChangePoliciesController_set"];
        post?: never;
        /** Need no approval any more where a service has no policy of its own */
        delete: operations["ChangePoliciesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{service}/change-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The policy of one service; 404: the installation’s holds, where there is one */
        get: operations["ChangePoliciesController_getOfService"];
        /** Set which changes of a service’s flags need approval, instead of the installation’s policy */
        put: operations["ChangePoliciesController_setOfService"];
        post?: never;
        /** Let the installation’s policy hold for a service again */
        delete: operations["ChangePoliciesController_removeOfService"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/change-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask others to approve a change of a flag in one environment */
        post: operations["ChangeRequestsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List change requests, newest first */
        get: operations["ChangeRequestsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change request, with what it changes and who has approved it */
        get: operations["ChangeRequestsController_get"];
        /** Edit a change request: whatever was approved before counts no more */
        put: operations["ChangeRequestsController_edit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve exactly the content of this hash; not by whoever asked for it */
        post: operations["ChangeRequestsController_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say no to a change request, and why */
        post: operations["ChangeRequestsController_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a change request back */
        post: operations["ChangeRequestsController_withdraw"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/change-requests/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an approved change in place, once */
        post: operations["ChangeRequestsController_apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Kills without approval that are to be reviewed, or were, newest first */
        get: operations["KillsController_listReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One review of a kill */
        get: operations["KillsController_getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-reviews/{id}/done": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what came out of the review; not by whoever killed */
        post: operations["KillsController_done"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether killed flags should stay off: what is asked, or will be, newest first */
        get: operations["KillsController_listQuestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One such question */
        get: operations["KillsController_getQuestion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-questions/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a killed flag off (by whoever may kill it), or turn it on (as a flip, with its approval) */
        post: operations["KillsController_answer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/scheduled-flips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Flip a flag at an instant or a local time; whatever approval it needs must be there by then */
        post: operations["ScheduledFlipsController_schedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-flips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scheduled flips and what became of them, scheduled last first */
        get: operations["ScheduledFlipsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-flips/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scheduled flip and what became of it */
        get: operations["ScheduledFlipsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scheduled-flips/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a scheduled flip that has not happened */
        post: operations["ScheduledFlipsController_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/waiting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for the asking person: approvals, reviews, questions, own requests and scheduled flips */
        get: operations["WaitingController_waiting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/change-control": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which changes of a flag need approval, and by which policy */
        get: operations["WaitingController_ofFlag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What decides what a flag that is on answers in an environment */
        get: operations["TargetingController_get"];
        /** Replace a flag's rules, prerequisites and fallback in an environment */
        put: operations["TargetingController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/rules/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rules as they were saved, newest first */
        get: operations["TargetingController_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/rules/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring back rules as they were saved once */
        post: operations["TargetingController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a context would get in an environment, and why, step by step; nothing is counted */
        post: operations["TrialsController_dryRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an edit of rules or answers would change, and for whom, before it is saved */
        post: operations["TrialsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List segments, with the flags that use them */
        get: operations["SegmentsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/{segment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One segment, with the flags that use it */
        get: operations["SegmentsController_get"];
        /** Create or replace a segment; flags that use it answer by it at once */
        put: operations["SegmentsController_put"];
        post?: never;
        /** Delete a segment that no flag uses */
        delete: operations["SegmentsController_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/segments/{segment}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an edit of a segment would change, flag by flag, before it is saved */
        post: operations["SegmentsController_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-inventory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole inventory as JSON or CSV: owners, ends, debt, and the state in each environment
         * @description CSV has a line for each flag and environment. flagd’s definitions of one environment: `GET /flagd/v1/flags/{environment}`.
         */
        get: operations["FlagExportController_whole"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring in the flags of another system: flagd, Unleash, LaunchDarkly
         * @description The body is the document as the other system gives it, up to 64 MB. Only a dry run unless `dryRun=false`. Whatever is here already stays as it is, so that a run that broke off, or a newer document, is simply sent again. A flag whose targeting cannot be carried over whole arrives off, and each thing left behind is listed with its reason.
         */
        post: operations["FlagImportController_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ofrep/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells OFREP clients to evaluate again (OFREP 0.3.0 event stream); its address is in every bulk answer */
        get: operations["OfrepStreamController_listen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-changes/{environment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An environment's flags as they change, as server-sent events: `hello` once, then `change` with the new definitions */
        get: operations["FlagChangesController_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{key}/environments/{environment}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which instances have applied a change of a flag, and how long it took them */
        get: operations["InstancesController_receipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The instances that were heard of within the last day, with the revision each was handed last */
        get: operations["InstancesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flag-instances/{environment}/{instance}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that an instance has applied what the stream of flag changes told it */
        put: operations["InstancesController_applied"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where messages about flags are sent: webhooks and Slack */
        get: operations["OutgoingController_list"];
        put?: never;
        /**
         * Send messages about flags somewhere
         * @description A webhook gets JSON, signed by the Standard Webhooks specification (HMAC-SHA256 over id, timestamp and body); its secret is shown only here. Slack gets a message at the address of an incoming webhook. 409 `no_secret_key` where there is no key to encrypt the address with.
         */
        post: operations["OutgoingController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One receiver of messages about flags */
        get: operations["OutgoingController_get"];
        put?: never;
        post?: never;
        /** Send nothing there any more, and forget what was sent */
        delete: operations["OutgoingController_remove"];
        options?: never;
        head?: never;
        /** Change where messages go, or which */
        patch: operations["OutgoingController_change"];
        trace?: never;
    };
    "/api/v1/outgoing-webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign with a new secret from now on; it is shown only here */
        post: operations["OutgoingController_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a ping at once; what fails is told with 200 and `ok: false` */
        post: operations["OutgoingController_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent or waits to be, newest first; kept for 30 days */
        get: operations["OutgoingController_deliveriesOf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/outgoing-webhooks/{id}/deliveries/{delivery}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send it again, under the same message id */
        post: operations["OutgoingController_redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List incidents, the newest start first */
        get: operations["IncidentsController_list"];
        put?: never;
        /** Declare an incident */
        post: operations["IncidentsController_declare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One incident */
        get: operations["IncidentsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Correct title, severity, cause or what it is a duplicate of */
        patch: operations["IncidentsController_change"];
        trace?: never;
    };
    "/api/v1/incidents/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Acknowledge: somebody is on it; paging stops */
        post: operations["IncidentsController_acknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/mitigate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what was done against the impact */
        post: operations["IncidentsController_mitigate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell that the service works again, since when and by what */
        post: operations["IncidentsController_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Close the incident */
        post: operations["IncidentsController_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It turned bad again */
        post: operations["IncidentsController_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, in its order */
        get: operations["IncidentsController_timeline"];
        put?: never;
        /** Add a note to the timeline */
        post: operations["IncidentsController_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/services/{service}/recent-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed a service of late: its deployments and flips, newest first */
        get: operations["RecentChangesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/postmortem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start the postmortem of an incident: a draft filled from its timeline */
        post: operations["PostmortemsController_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postmortems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List postmortems, the newest first */
        get: operations["PostmortemsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postmortems/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One postmortem with its action items */
        get: operations["PostmortemsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Edit the text, by its author; an approval of the text before is void then */
        patch: operations["PostmortemsController_change"];
        trace?: never;
    };
    "/api/v1/postmortems/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a review (the author), or review (anybody else) */
        post: operations["PostmortemsController_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postmortems/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a reviewed postmortem */
        post: operations["PostmortemsController_publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/postmortems/{id}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add an action item */
        post: operations["ActionsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List action items, the next due first */
        get: operations["ActionsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One action item, and what it waits for */
        get: operations["ActionsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change title, kind, owner, due date or ticket */
        patch: operations["ActionsController_change"];
        trace?: never;
    };
    "/api/v1/actions/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link the change that does it; merged with green checks, it closes the item */
        post: operations["ActionsController_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The four keys and rework of a window */
        get: operations["DoraController_window"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same numbers day by day, week by week or month by month */
        get: operations["DoraController_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/deployments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The deployments behind the numbers, with what they carried and what they are blamed for */
        get: operations["DoraController_deployments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The incidents behind the numbers, each with how it was linked */
        get: operations["DoraController_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/links/{incident}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an incident is linked to, and by what */
        get: operations["DoraController_link"];
        /** Say what caused an incident; the numbers follow */
        put: operations["DoraController_correct"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List snapshots, newest first */
        get: operations["SnapshotsController_list"];
        put?: never;
        /** Keep the numbers of a window for good */
        post: operations["SnapshotsController_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/snapshots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One snapshot */
        get: operations["SnapshotsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/snapshots/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compute a snapshot anew from the present facts and say whether the bytes are the same */
        get: operations["SnapshotsController_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dora/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare two snapshots, with interval, p, verdict and whether they did the same work */
        get: operations["SnapshotsController_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guards/change-fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** May this service release now, or does its change fail rate ask for a slower pace? */
        post: operations["GuardsController_changeFail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guards/change-fail/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift a tripped governor until a time, with a reason */
        post: operations["GuardsController_override"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guards/flag-debt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do flags owe anything: expiry, owner, ticket, removal from code? */
        post: operations["GuardsController_flagDebt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/guards/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Did every blocking check of this head conclude with success? */
        post: operations["GuardsController_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/repositories/{owner}/{name}/merge-policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which checks of a repository block a merge; none: every reported one */
        get: operations["GuardsController_policy"];
        /** Say which checks of a repository block a merge; none: every reported one */
        put: operations["GuardsController_putPolicy"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List verdicts, newest first */
        get: operations["VerdictsController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verdicts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One verdict with what it was decided from, or in the forms that guards answer in */
        get: operations["VerdictsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-scenarios/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The JSON Schema that scenarios are written by */
        get: operations["ScenariosController_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-scenarios/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scenario, with its YAML */
        get: operations["ScenariosController_get"];
        /**
         * Create or replace a scenario, written in YAML
         * @description A fault is told with its line: each `detail` of `errors` begins with `line N:`.
         */
        put: operations["ScenariosController_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List scenarios, by key */
        get: operations["ScenariosController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List runs, the newest first */
        get: operations["RunsController_list"];
        put?: never;
        /** Plan a run of a scenario */
        post: operations["RunsController_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run */
        get: operations["RunsController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a role should see of a run now
         * @description Default: the role of the caller; whoever has no part in it looks on. Of a surprise the part of the facilitator is shown to the facilitator alone (403).
         */
        get: operations["RunsController_view"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a run
         * @description One run at a time goes on in a place (409 `place_taken`). Whoever starts it lends it the permission for the flips that its scenario names: `flags:write`, or `flags:kill` where it only turns off.
         */
        post: operations["RunsController_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the clock of a run */
        post: operations["RunsController_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the clock of a run go on */
        post: operations["RunsController_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/finish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run that was played to its end; its evidence is frozen */
        post: operations["RunsController_finish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Break a run off and restore the steady state: clean up, resolve its open incidents */
        post: operations["RunsController_abort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a run that cannot go on, with the reason, and restore the steady state */
        post: operations["RunsController_fail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/injects/{inject}/fire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down that an inject happened; a flip among them is done */
        post: operations["RunsController_fire"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was noticed, in the order in which it was written */
        get: operations["RunsController_listNotes"];
        put?: never;
        /** Write down what was noticed */
        post: operations["RunsController_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is known of a run
         * @description Frozen once it has ended, gathered anew before. While a surprise goes on, its scenario shows to others than the facilitator only what has happened.
         */
        get: operations["EvidenceController_get"];
        put?: never;
        /**
         * Record what whoever runs the service saw of it
         * @description All or nothing: one bad record refuses all (422). After the end of the run: 409.
         */
        post: operations["EvidenceController_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a run showed: checks, scores, the comparison, what to improve
         * @description Computed from the evidence alone; what nobody recorded fails.
         */
        get: operations["ReportsController_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/bundle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a run proved, as one signed file
         * @description `loop drill verify BUNDLE` checks it without a server.
         */
        get: operations["ReportsController_bundle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public key that bundles are signed with */
        get: operations["ReportsController_publicKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-schedules/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule of drills */
        get: operations["DrillSchedulesController_get"];
        /**
         * Let a drill come again
         * @description Its runs are planned two weeks ahead (`GET /api/v1/drills?state=planned`), and whoever is on call then is reminded a day and an hour before. Changing it plans them anew.
         */
        put: operations["DrillSchedulesController_put"];
        post?: never;
        /** End a schedule; what it planned and nobody has started goes with it */
        delete: operations["DrillSchedulesController_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drill-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the schedules of drills, by key */
        get: operations["DrillSchedulesController_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/kill-board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is on in production, by service, and whether the asking person may turn it off */
        get: operations["KillBoardController_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole loop at a glance: gate, deployments, flags, on-call, incidents, actions, numbers */
        get: operations["LoopController_loop"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        PartView: {
            /**
             * @example ok
             * @enum {string}
             */
            state: "ok" | "down";
            /**
             * @description Why it is down.
             * @example connect ECONNREFUSED 127.0.0.1:5432
             */
            detail?: string;
            /**
             * @description Without it evaluation and kill do not work.
             * @example false
             */
            vital: boolean;
        };
        ReadinessView: {
            /**
             * @example ok
             * @enum {string}
             */
            status: "ok" | "degraded" | "unavailable";
            /**
             * @example {
             *       "database": {
             *         "state": "ok",
             *         "vital": false
             *       },
             *       "kill": {
             *         "state": "ok",
             *         "vital": true
             *       }
             *     }
             */
            parts: {
                [key: string]: components["schemas"]["PartView"];
            };
        };
        DeadJobView: {
            /** @description `<event>.<consumer>` */
            id: string;
            consumer: string;
            queue: string;
            event: string;
            type: string;
            payload: Record<string, never>;
            attempts: number;
            error: string | null;
            createdAt: string;
            deadAt: string;
        };
        DeadJobPage: {
            items: components["schemas"]["DeadJobView"][];
            nextCursor: string | null;
        };
        RetriedJob: {
            id: string;
            /** @enum {string} */
            state: "waiting";
        };
        LiveHello: {
            /**
             * @description Version of the program; another than before: load the page anew.
             * @example 0.1.0
             */
            version: string;
        };
        LiveHint: {
            /**
             * @example flags
             * @enum {string}
             */
            topic: "flags" | "flag-revision" | "segments" | "flag-receipts" | "incidents" | "alerts" | "on-call" | "postmortems" | "actions" | "dora" | "catalog" | "people" | "tokens" | "receipts" | "verdicts" | "drills" | "audit" | "facts" | "integrations" | "jobs" | "database";
            /**
             * @description Which one; missing: any of the topic may have changed.
             * @example checkout-new
             */
            key?: string;
            /**
             * @description Of `flag-revision`: the revision that the asked process evaluates by now.
             * @example 42
             */
            revision?: number;
        };
        LiveChange: {
            topics: components["schemas"]["LiveHint"][];
        };
        NewToken: {
            /**
             * @description What the token is for.
             * @example checkout CI
             */
            name: string;
            /**
             * @example [
             *       "facts:write",
             *       "gates:evaluate"
             *     ]
             */
            permissions: ("admin" | "read" | "catalog:write" | "facts:write" | "flags:write" | "flags:kill" | "flags:evaluate" | "gates:evaluate" | "incidents:write" | "oncall:write" | "dora:write")[];
            /**
             * @description Makes the bearer this person: on call, author, reviewer.
             * @example ada
             */
            person?: string | null;
            /**
             * @description The environment that `flags:evaluate` answers for; needed with it.
             * @example production
             */
            environment?: string | null;
            /** @example 2027-01-01T00:00:00Z */
            expiresAt?: string | null;
        };
        CreatedToken: {
            /**
             * @description The secret, shown only here. Null where an Idempotency-Key repeats the request.
             * @example loop_4Rk…
             */
            token: string | null;
            id: string;
        };
        TokenView: {
            permissions: ("admin" | "read" | "catalog:write" | "facts:write" | "flags:write" | "flags:kill" | "flags:evaluate" | "gates:evaluate" | "incidents:write" | "oncall:write" | "dora:write")[];
            id: string;
            name: string;
            person: string | null;
            environment: string | null;
            expiresAt: string | null;
            revokedAt: string | null;
            lastUsedAt: string | null;
            createdAt: string;
            createdBy: string;
        };
        TokenPage: {
            items: components["schemas"]["TokenView"][];
            nextCursor: string | null;
        };
        Contact: {
            /**
             * @example webhook
             * @enum {string}
             */
            kind: "webhook" | "email" | "slack";
            /**
             * Format: uri
             * @example https://pager.example.com/ada
             */
            url?: string;
            /** @example a-long-shared-secret */
            secret?: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            address?: string;
        };
        PersonBody: {
            /** @example Ada Lovelace */
            name: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * @description Keys of the teams the person belongs to.
             * @example [
             *       "checkout"
             *     ]
             */
            teams: string[];
            /**
             * @description What the person may do once signed in; null: nothing. Left out, it stays. Only an admin may set or change it.
             * @example responder
             * @enum {string|null}
             */
            role?: "viewer" | "member" | "responder" | "admin" | null;
            contacts?: components["schemas"]["Contact"][];
            /** @description An inactive person owns nothing and is paged by nobody. Default true. */
            active?: boolean;
        };
        PersonView: {
            /**
             * @example responder
             * @enum {string|null}
             */
            role: "viewer" | "member" | "responder" | "admin" | null;
            key: string;
            name: string;
            email: string;
            teams: string[];
            active: boolean;
            /** @description Whether the person can sign in with a password; shown to admins. */
            hasPassword?: boolean;
            /** @description Secrets are never shown. */
            contacts: components["schemas"]["Contact"][];
        };
        PersonPage: {
            items: components["schemas"]["PersonView"][];
            nextCursor: string | null;
        };
        AuditView: {
            id: string;
            at: string;
            actor: {
                kind: string;
                id: string;
                name: string;
                person: string | null;
            };
            action: string;
            subject: string;
            detail: {
                [key: string]: unknown;
            };
            correlationId: string;
        };
        AuditPage: {
            items: components["schemas"]["AuditView"][];
            nextCursor: string | null;
        };
        SessionPerson: {
            /** @example ada */
            key: string;
            /** @example Ada Lovelace */
            name: string;
            /** @example ada@example.com */
            email: string;
            /**
             * @example responder
             * @enum {string}
             */
            role: "viewer" | "member" | "responder" | "admin";
            /**
             * @example [
             *       "checkout"
             *     ]
             */
            teams: string[];
        };
        OidcMethod: {
            /**
             * @description What the button says.
             * @example Company account
             */
            label: string;
            /**
             * @description Where the button leads.
             * @example /api/v1/auth/oidc
             */
            url: string;
        };
        SignInMethods: {
            /** @description Null: not set up. */
            oidc: components["schemas"]["OidcMethod"] | null;
            password: boolean;
        };
        SessionView: {
            /** @description Null: nobody has signed in. */
            person: components["schemas"]["SessionPerson"] | null;
            /**
             * @example [
             *       "read"
             *     ]
             */
            permissions: ("admin" | "read" | "catalog:write" | "facts:write" | "flags:write" | "flags:kill" | "flags:evaluate" | "gates:evaluate" | "incidents:write" | "oncall:write" | "dora:write")[];
            /**
             * @description When it ends unless it is used before.
             * @example 2026-12-05T08:00:00.000Z
             */
            expiresAt: string | null;
            signedIn: boolean;
            /** @description Nobody can sign in yet: the first admin is to be created. */
            firstRun: boolean;
            methods: components["schemas"]["SignInMethods"];
        };
        SignIn: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /** @example correct horse battery */
            password: string;
        };
        FirstAdmin: {
            /**
             * @description The admin token that the start printed.
             * @example loop_4Rk…
             */
            token: string;
            /**
             * @description The person's key; left out, it is made from the e-mail.
             * @example ada
             */
            person?: string;
            /** @example Ada Lovelace */
            name: string;
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /** @example correct horse battery */
            password: string;
        };
        CreatedInvitation: {
            /**
             * @description The one-time link, shown only here. Null where an Idempotency-Key repeats the request.
             * @example https://loop.example.com/welcome#invitation=Zx9…
             */
            url: string | null;
            /** @example 2026-11-28T08:00:00.000Z */
            expiresAt: string;
        };
        AcceptInvitation: {
            /**
             * @description What stands behind `#invitation=` in the link.
             * @example Zx9…
             */
            invitation: string;
            /** @example correct horse battery */
            password: string;
        };
        OwnPassword: {
            /**
             * @description The new one.
             * @example another horse battery
             */
            password: string;
            /**
             * @description The one until now.
             * @example correct horse battery
             */
            current: string;
        };
        IntegrationView: {
            /**
             * @example github
             * @enum {string}
             */
            key: "github" | "email" | "oidc";
            /** @example true */
            configured: boolean;
            /**
             * @description Where it was set: in the environment of the processes, or here. Null: nowhere.
             * @example stored
             * @enum {string|null}
             */
            source: "environment" | "stored" | null;
            /**
             * @description How it stands, and what to do where it is not set.
             * @example The secret was set here.
             */
            detail: string;
            /**
             * @description When GitHub last sent a webhook, a page last left by e-mail, somebody last signed in with the provider.
             * @example 2026-11-21T08:00:00.000Z
             */
            lastSeenAt: string | null;
        };
        IntegrationPage: {
            /** @example null */
            nextCursor: string | null;
            items: components["schemas"]["IntegrationView"][];
        };
        IntegrationTest: {
            /** @example true */
            ok: boolean;
            /** @example A signed ping was taken in like a webhook of GitHub. */
            detail: string;
            /**
             * @description What the ping of `github` came to: see /receipts.
             * @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10
             */
            receipt: string | null;
        };
        TeamBody: {
            /** @example Checkout */
            name: string;
            /**
             * @description IANA time zone; default UTC.
             * @example Europe/Berlin
             */
            timezone?: string;
        };
        Team: {
            /** @example checkout */
            key: string;
            /** @example Checkout */
            name: string;
            /** @example Europe/Berlin */
            timezone: string;
        };
        TeamPage: {
            items: components["schemas"]["Team"][];
            nextCursor: string | null;
        };
        Environment: {
            /** @example production */
            key: string;
            /**
             * @description Deployments to it count.
             * @example true
             */
            production: boolean;
        };
        ServiceBody: {
            /** @example Checkout API */
            name: string;
            /**
             * @description Key of the team that owns it.
             * @example checkout
             */
            team: string;
            /**
             * @description Where its code lives.
             * @example acme/shop
             */
            repository?: string | null;
            /**
             * @description The part of the repository that is this service's, such as `services/checkout/`.
             * @example services/checkout/
             */
            pathPrefix?: string | null;
            /** @description Default: `production` (production) and `staging`. */
            environments?: components["schemas"]["Environment"][];
        };
        Service: {
            /** @example checkout-api */
            key: string;
            /** @example Checkout API */
            name: string;
            /** @example checkout */
            team: string;
            /** @example acme/shop */
            repository: string | null;
            /** @example null */
            pathPrefix: string | null;
            environments: components["schemas"]["Environment"][];
        };
        ServicePage: {
            items: components["schemas"]["Service"][];
            nextCursor: string | null;
        };
        RejectedFactView: {
            /**
             * @description Place among the facts of the request, from 0 (blank lines do not count).
             * @example 3
             */
            index: number;
            /** @example unknown_service */
            code: string;
            /** @example There is no service 'checkuot' in the catalog. */
            detail: string;
        };
        FactsAnswer: {
            /**
             * @description Facts that were new or changed something.
             * @example 998
             */
            accepted: number;
            /**
             * @description Facts equal to what was known, or outdone by it.
             * @example 1
             */
            unchanged: number;
            /** @description At most the first 1,000 of them. */
            rejected: components["schemas"]["RejectedFactView"][];
            /** @example 1 */
            rejectedCount: number;
        };
        ChangeCommitView: {
            sha: string;
            /** Format: date-time */
            authoredAt: string;
        };
        ReviewView: {
            author: string;
            /** @enum {string|null} */
            authorType: "human" | "bot" | null;
            /** Format: date-time */
            submittedAt: string;
            state: string;
        };
        ChangeView: {
            /** @example acme/shop#12 */
            id: string;
            /** @example acme/shop */
            repository: string;
            /**
             * @description Services that it touches: named ones, else those whose paths it changed.
             * @example [
             *       "checkout"
             *     ]
             */
            services: string[];
            title: string | null;
            author: string | null;
            /** @enum {string|null} */
            authorType: "human" | "bot" | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            readyAt: string | null;
            /** Format: date-time */
            firstCommitAt: string | null;
            commits: components["schemas"]["ChangeCommitView"][];
            headSha: string | null;
            reviews: components["schemas"]["ReviewView"][];
            /** Format: date-time */
            mergedAt: string | null;
            /** Format: date-time */
            closedAt: string | null;
            mergeSha: string | null;
            additions: number | null;
            deletions: number | null;
            labels: string[];
            /** @description Id of the change that it takes back. */
            reverts: string | null;
            url: string | null;
        };
        CheckView: {
            /** @example unit */
            name: string;
            /** @example success */
            conclusion: string | null;
            id: string;
            repository: string;
            sha: string;
            app: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            completedAt: string | null;
            attempt: number;
        };
        CheckList: {
            items: components["schemas"]["CheckView"][];
            nextCursor: string | null;
        };
        ReceiptView: {
            /** @example github */
            source: string;
            /** @example deployment_status */
            event: string;
            /**
             * @example quarantined
             * @enum {string}
             */
            status: "accepted" | "processed" | "quarantined" | "failed";
            /**
             * @description Why it was quarantined, failed or ignored.
             * @example No service of the catalog lives in the repository 'acme/shop'.
             */
            reason: string | null;
            id: string;
            /** @description The sender's id of the delivery. */
            deliveryId: string;
            repository: string | null;
            /** @description How often it was processed. */
            attempts: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            processedAt: string | null;
        };
        ReceiptPage: {
            items: components["schemas"]["ReceiptView"][];
            nextCursor: string | null;
        };
        ReceiptDetail: {
            /** @example github */
            source: string;
            /** @example deployment_status */
            event: string;
            /**
             * @example quarantined
             * @enum {string}
             */
            status: "accepted" | "processed" | "quarantined" | "failed";
            /**
             * @description Why it was quarantined, failed or ignored.
             * @example No service of the catalog lives in the repository 'acme/shop'.
             */
            reason: string | null;
            id: string;
            /** @description The sender's id of the delivery. */
            deliveryId: string;
            repository: string | null;
            /** @description How often it was processed. */
            attempts: number;
            /** Format: date-time */
            receivedAt: string;
            /** Format: date-time */
            processedAt: string | null;
            headers: {
                [key: string]: string;
            };
            /** @description Length of the body in bytes. */
            size: number;
            /** @description The body's first 4,000 bytes. */
            excerpt: string;
        };
        WebhookAnswer: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            receipt: string;
            /**
             * @example accepted
             * @enum {string}
             */
            status: "accepted" | "duplicate";
        };
        WebhookSecretBody: {
            /**
             * @description What GitHub signs its webhooks with. It is kept encrypted and never shown again.
             * @example a-long-random-secret
             */
            secret: string;
        };
        RotationBody: {
            /**
             * @example weekly
             * @enum {string}
             */
            period: "daily" | "weekly";
            /**
             * @description Wall time of the hand-off in the schedule's time zone, `HH:MM`.
             * @example 09:00
             */
            handoff: string;
            /**
             * @description The day on which the first person's first turn begins, `YYYY-MM-DD`.
             * @example 2026-11-23
             */
            anchor: string;
            /**
             * @description Keys of people in the order of their turns; who stands here twice has two turns.
             * @example [
             *       "ada",
             *       "bob"
             *     ]
             */
            people: string[];
        };
        ScheduleBody: {
            /**
             * @description Key of the team whose services the schedule covers.
             * @example checkout
             */
            team: string;
            /**
             * @description IANA time zone of the hand-offs.
             * @example Europe/Berlin
             */
            timezone: string;
            rotation: components["schemas"]["RotationBody"];
            /**
             * @description Minutes without acknowledgement after which the next person is paged. Default 15.
             * @default 15
             * @example 15
             */
            escalateAfterMinutes?: number;
        };
        ScheduleView: {
            /** @example checkout-primary */
            key: string;
            /** @example checkout */
            team: string;
            /** @example Europe/Berlin */
            timezone: string;
            rotation: components["schemas"]["RotationBody"];
            /** @example 15 */
            escalateAfterMinutes: number;
        };
        SchedulePage: {
            items: components["schemas"]["ScheduleView"][];
            nextCursor: string | null;
        };
        TurnView: {
            /**
             * @description Null where nobody of the schedule is active.
             * @example ada
             */
            person: string | null;
            /** @example Ada Lovelace */
            name: string | null;
            /** @example 2026-11-23T08:00:00.000Z */
            from: string;
            /**
             * @description Not part of the turn itself.
             * @example 2026-11-30T08:00:00.000Z
             */
            to: string;
            /**
             * @description By an override instead of the rotation.
             * @example false
             */
            overridden: boolean;
        };
        TurnPage: {
            items: components["schemas"]["TurnView"][];
            nextCursor: string | null;
        };
        OverrideBody: {
            /**
             * @description Key of the person who takes over.
             * @example cy
             */
            person: string;
            /** @example 2026-11-24T18:00:00Z */
            from: string;
            /**
             * @description Not part of the override itself.
             * @example 2026-11-25T08:00:00Z
             */
            to: string;
        };
        OverrideView: {
            /** @example 019aa5c8-3f4e-7b2a-9c1d-5e6f7a8b9c0d */
            id: string;
            /** @example checkout-primary */
            schedule: string;
            /** @example cy */
            person: string;
            /** @example 2026-11-24T18:00:00.000Z */
            from: string;
            /** @example 2026-11-25T08:00:00.000Z */
            to: string;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /** @example ada */
            createdBy: string;
        };
        OverridePage: {
            items: components["schemas"]["OverrideView"][];
            nextCursor: string | null;
        };
        OnCallView: {
            /**
             * @description Null where the question named a team.
             * @example checkout-api
             */
            service: string | null;
            /** @example checkout */
            team: string;
            /** @example 2026-11-24T12:00:00.000Z */
            at: string;
            /**
             * @description Key of the person; null where the team has no schedule, or nobody of it is active.
             * @example ada
             */
            person: string | null;
            /** @example Ada Lovelace */
            name: string | null;
            /** @example checkout-primary */
            schedule: string | null;
            /**
             * @description Until when this answer holds, as things stand now.
             * @example 2026-11-30T08:00:00.000Z
             */
            until: string | null;
            /** @example false */
            overridden: boolean;
        };
        NextOnCall: {
            /** @example bob */
            person: string;
            /** @example Bob Kahn */
            name: string;
        };
        TeamOnCallView: {
            /** @example checkout */
            team: string;
            /** @example Checkout */
            teamName: string;
            /**
             * @description Keys of the team's services, which the person answers for.
             * @example [
             *       "checkout-api",
             *       "checkout-web"
             *     ]
             */
            services: string[];
            /**
             * @description Null: the team has no schedule.
             * @example checkout-primary
             */
            schedule: string | null;
            /** @example ada */
            person: string | null;
            /** @example Ada Lovelace */
            name: string | null;
            /** @example false */
            overridden: boolean;
            /**
             * @description The next hand-off.
             * @example 2026-11-30T08:00:00.000Z
             */
            until: string | null;
            next: components["schemas"]["NextOnCall"] | null;
        };
        TeamOnCallPage: {
            items: components["schemas"]["TeamOnCallView"][];
            nextCursor: string | null;
        };
        NewAlertSource: {
            /**
             * @description The protocol that the source speaks.
             * @example alertmanager
             * @enum {string}
             */
            kind: "events_v2" | "alertmanager";
            /**
             * @description Whether each alert declares an incident. Default false.
             * @example true
             */
            declare?: boolean;
            /**
             * @description Severity of alerts that say none. Default `sev2`.
             * @example sev2
             * @enum {string}
             */
            severity?: "sev1" | "sev2" | "sev3" | "sev4";
            /**
             * @description The environment that the source watches.
             * @example production
             */
            environment?: string | null;
        };
        CreatedAlertSource: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /** @example checkout */
            service: string;
            /**
             * @example alertmanager
             * @enum {string}
             */
            kind: "events_v2" | "alertmanager";
            /**
             * @example sev2
             * @enum {string}
             */
            severity: "sev1" | "sev2" | "sev3" | "sev4";
            /** @example production */
            environment: string | null;
            /**
             * @description 32 hexadecimal characters, shown only here: the `routing_key`, or the last part of the webhook's path.
             * @example 0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a
             */
            key: string | null;
            /**
             * @description Where the source sends to.
             * @example https://loop.example.com/webhooks/alertmanager/0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a
             */
            url: string | null;
            declare: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        AlertSourceView: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /** @example checkout */
            service: string;
            /**
             * @example alertmanager
             * @enum {string}
             */
            kind: "events_v2" | "alertmanager";
            /**
             * @example sev2
             * @enum {string}
             */
            severity: "sev1" | "sev2" | "sev3" | "sev4";
            /** @example production */
            environment: string | null;
            declare: boolean;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
        };
        AlertSourcePage: {
            items: components["schemas"]["AlertSourceView"][];
            nextCursor: string | null;
        };
        AlertView: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string | null;
            /** @example p99 is above 2 s */
            title: string;
            /**
             * @example sev1
             * @enum {string}
             */
            severity: "sev1" | "sev2" | "sev3" | "sev4";
            /**
             * @example triggered
             * @enum {string}
             */
            state: "triggered" | "acknowledged" | "resolved";
            /**
             * @description What the source calls it: the event's dedup key, or the fingerprint.
             * @example c4f9a1b2d3e4f567
             */
            dedupKey: string;
            /**
             * @description The run of a drill that it belongs to.
             * @example null
             */
            drillRun: string | null;
            /** @description Id of the alert source. */
            source: string;
            /** @description Whether it declares an incident. */
            declare: boolean;
            /**
             * Format: date-time
             * @description When the trouble began, by the sender's clock.
             */
            startedAt: string | null;
            /** Format: date-time */
            triggeredAt: string;
            /** Format: date-time */
            acknowledgedAt: string | null;
            /** @description The person, or the name of the token; null where monitoring did it. */
            acknowledgedBy: string | null;
            /** Format: date-time */
            resolvedAt: string | null;
            resolvedBy: string | null;
        };
        AlertPage: {
            items: components["schemas"]["AlertView"][];
            nextCursor: string | null;
        };
        PageAttemptView: {
            /**
             * @example webhook
             * @enum {string}
             */
            contact: "webhook" | "email" | "slack" | "none";
            /**
             * @description The address of the e-mail, or the host of the webhook.
             * @example https://pager.example.com
             */
            target: string;
            /** Format: date-time */
            at: string;
            /** @description From 1. */
            try: number;
            delivered: boolean;
            /** @description HTTP status of the answer, where there was one. */
            status: number | null;
            reason: string | null;
        };
        PageView: {
            /** @example ada */
            person: string | null;
            /**
             * @example delivered
             * @enum {string}
             */
            state: "due" | "delivered" | "failed" | "stopped";
            attempts: components["schemas"]["PageAttemptView"][];
            /** @description The same in every try, so that a receiver can tell a repetition. */
            id: string;
            /** @description 0 = whoever is on call. */
            level: number;
            /** Format: date-time */
            dueAt: string;
            tries: number;
            /** Format: date-time */
            deliveredAt: string | null;
            reason: string | null;
        };
        AlertDetail: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string | null;
            /** @example p99 is above 2 s */
            title: string;
            /**
             * @example sev1
             * @enum {string}
             */
            severity: "sev1" | "sev2" | "sev3" | "sev4";
            /**
             * @example triggered
             * @enum {string}
             */
            state: "triggered" | "acknowledged" | "resolved";
            /**
             * @description What the source calls it: the event's dedup key, or the fingerprint.
             * @example c4f9a1b2d3e4f567
             */
            dedupKey: string;
            /**
             * @description The run of a drill that it belongs to.
             * @example null
             */
            drillRun: string | null;
            /** @description What else the sender said. */
            details: {
                [key: string]: unknown;
            };
            pages: components["schemas"]["PageView"][];
            /** @description Id of the alert source. */
            source: string;
            /** @description Whether it declares an incident. */
            declare: boolean;
            /**
             * Format: date-time
             * @description When the trouble began, by the sender's clock.
             */
            startedAt: string | null;
            /** Format: date-time */
            triggeredAt: string;
            /** Format: date-time */
            acknowledgedAt: string | null;
            /** @description The person, or the name of the token; null where monitoring did it. */
            acknowledgedBy: string | null;
            /** Format: date-time */
            resolvedAt: string | null;
            resolvedBy: string | null;
        };
        DeliveryBody: {
            /** @example 4 */
            version: string;
            /** @example {}:{alertname="HighLatency"} */
            groupKey: string;
            /**
             * @example firing
             * @enum {string}
             */
            status: "firing" | "resolved";
            /**
             * @example [
             *       {
             *         "status": "firing",
             *         "labels": {
             *           "alertname": "HighLatency",
             *           "severity": "critical"
             *         },
             *         "annotations": {
             *           "summary": "p99 is above 2 s"
             *         },
             *         "startsAt": "2026-11-21T09:00:00.123456789Z",
             *         "endsAt": "0001-01-01T00:00:00Z",
             *         "fingerprint": "c4f9a1b2d3e4f567"
             *       }
             *     ]
             */
            alerts: {
                [key: string]: unknown;
            }[];
        };
        DeliveryAccepted: {
            /** @example success */
            status: string;
        };
        EventBody: {
            /** @example 0f3c9d3a5b7e4c1d8a2b6e9f4d7c0b1a */
            routing_key: string;
            /**
             * @example trigger
             * @enum {string}
             */
            event_action: "trigger" | "acknowledge" | "resolve";
            /**
             * @description At most 255 characters; made for a trigger that brings none, needed by the others.
             * @example disk/web-1
             */
            dedup_key?: string;
            /**
             * @description Needed by a trigger: `summary` (at most 1,024 characters), `source`, `severity` (critical, error, warning, info).
             * @example {
             *       "summary": "The disk of web-1 is full",
             *       "source": "web-1",
             *       "severity": "critical"
             *     }
             */
            payload?: {
                [key: string]: unknown;
            };
        };
        EventAccepted: {
            /** @example success */
            status: string;
            /** @example Event processed */
            message: string;
            /** @example disk/web-1 */
            dedup_key: string;
        };
        GroupHealthView: {
            /**
             * @description From 0 to 100; null: there are no flags.
             * @example 87.5
             */
            score: number | null;
            /**
             * @description Flags that are not archived.
             * @example 40
             */
            flags: number;
            /** @example 6 */
            withDebt: number;
            /**
             * @description What they lose together.
             * @example 500
             */
            points: number;
            /**
             * @description How many owe each.
             * @example {
             *       "expired": 2,
             *       "no_owner": 0,
             *       "no_expiry": 0,
             *       "no_removal_ticket": 1,
             *       "stale": 4
             *     }
             */
            debt: {
                [key: string]: number;
            };
            /** @example checkout */
            key: string;
            /**
             * @description The team of a service; its own key for a team.
             * @example payments
             */
            team: string;
        };
        HealthView: {
            /**
             * @description From 0 to 100; null: there are no flags.
             * @example 87.5
             */
            score: number | null;
            /**
             * @description Flags that are not archived.
             * @example 40
             */
            flags: number;
            /** @example 6 */
            withDebt: number;
            /**
             * @description What they lose together.
             * @example 500
             */
            points: number;
            /**
             * @description How many owe each.
             * @example {
             *       "expired": 2,
             *       "no_owner": 0,
             *       "no_expiry": 0,
             *       "no_removal_ticket": 1,
             *       "stale": 4
             *     }
             */
            debt: {
                [key: string]: number;
            };
            /**
             * @description How the score comes about, in words.
             * @example score = 100 − (sum over flags of what each loses) ÷ flags; …
             */
            formula: string;
            /**
             * @description Points that a flag loses for each.
             * @example {
             *       "expired": 50,
             *       "no_owner": 40,
             *       "stale": 30,
             *       "no_removal_ticket": 20,
             *       "no_expiry": 20
             *     }
             */
            weights: {
                [key: string]: number;
            };
            /** @description The worst first. */
            services: components["schemas"]["GroupHealthView"][];
            teams: components["schemas"]["GroupHealthView"][];
            /** @example 2026-11-21T08:00:00.000Z */
            asOf: string;
        };
        HealthDayView: {
            /**
             * @description From 0 to 100; null: there are no flags.
             * @example 87.5
             */
            score: number | null;
            /**
             * @description Flags that are not archived.
             * @example 40
             */
            flags: number;
            /** @example 6 */
            withDebt: number;
            /**
             * @description What they lose together.
             * @example 500
             */
            points: number;
            /**
             * @description How many owe each.
             * @example {
             *       "expired": 2,
             *       "no_owner": 0,
             *       "no_expiry": 0,
             *       "no_removal_ticket": 1,
             *       "stale": 4
             *     }
             */
            debt: {
                [key: string]: number;
            };
            /** @example 2026-11-21 */
            date: string;
            /**
             * @description When it was last written down; null: on that day nothing was, and nothing is made up.
             * @example 2026-11-21T23:58:00.000Z
             */
            asOf: string | null;
        };
        HealthTrendView: {
            /** @description Day after day (UTC), today last. A day without score has none. */
            days: components["schemas"]["HealthDayView"][];
        };
        OwnerBody: {
            /** @example payments */
            team?: string;
            /** @example ana */
            person?: string;
        };
        FlagTaskView: {
            /** @example checkout-new */
            flag: string;
            /** @example New checkout */
            name: string;
            /** @example checkout */
            service: string;
            /**
             * @description Who is to do it: the team that owns the flag, else that of its service.
             * @example payments
             */
            team: string;
            /**
             * @example {
             *       "team": "payments"
             *     }
             */
            owner: components["schemas"]["OwnerBody"];
            debt: ("expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale")[];
            /**
             * @example name_owner
             * @enum {string}
             */
            step: "name_owner" | "add_ticket" | "set_expiry" | "remove_code" | "archive" | "keep";
            /** @example Nobody who is still here answers for it: name a new owner. */
            why: string;
        };
        FlagTaskPage: {
            items: components["schemas"]["FlagTaskView"][];
            nextCursor: string | null;
            /** @example 12 */
            total: number;
        };
        EvidenceView: {
            /** @enum {string} */
            kind: "configuration" | "exposure" | "code" | "age";
            /**
             * @description done: speaks for a flag that has done its work; needed: for one that still decides something.
             * @enum {string}
             */
            says: "done" | "needed" | "unknown";
            /** @example It is in the same state everywhere for 50 days of the 40 that its kind lives. */
            detail: string;
            /** @example 2026-10-02T08:00:00.000Z */
            since: string | null;
        };
        StalenessView: {
            /** @example true */
            stale: boolean;
            evidence: components["schemas"]["EvidenceView"][];
            /**
             * @description Null: nothing is to be done.
             * @example remove_code
             * @enum {string|null}
             */
            action: "remove_code" | "archive" | "keep" | null;
            /** @example It decides nothing any more, or its time is over. */
            why: string;
        };
        WaiverBody: {
            /** @example checkout-new */
            flag: string;
            /**
             * @example expired
             * @enum {string}
             */
            rule: "expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale" | "unknown_flag" | "archived_in_code";
            /** @example the removal waits for the release of the app on 5 December */
            reason: string;
            /**
             * @description At most 30 days ahead.
             * @example 2026-12-05T00:00:00Z
             */
            expiresAt: string;
        };
        WaiverView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example checkout-new */
            flag: string;
            /** @enum {string} */
            rule: "expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale" | "unknown_flag" | "archived_in_code";
            /** @example the removal waits for the release of the app on 5 December */
            reason: string;
            /**
             * @description requested: it excuses nothing yet; expired: by the clock; ended: refused or taken back.
             * @enum {string}
             */
            state: "requested" | "active" | "expired" | "ended";
            /** @example 2026-12-05T00:00:00.000Z */
            expiresAt: string;
            /** @example ana */
            requestedBy: string;
            /** @example 2026-11-21T08:00:00.000Z */
            requestedAt: string;
            /** @example ben */
            approvedBy: string | null;
            /** @example 2026-11-21T09:00:00.000Z */
            approvedAt: string | null;
            /** @example null */
            endedBy: string | null;
            /** @example null */
            endedAt: string | null;
            /** @example null */
            endReason: string | null;
        };
        WaiverPage: {
            items: components["schemas"]["WaiverView"][];
            nextCursor: string | null;
        };
        WaiverEndBody: {
            /** @example it was removed earlier */
            reason: string;
        };
        BaselineBody: {
            /** @example checkout */
            service: string;
            /** @example the guard begins today; what is here already is worked off by spring */
            reason: string;
        };
        BaselineView: {
            /** @example checkout */
            service: string;
            /**
             * @description How many violations were admitted.
             * @example 12
             */
            admitted: number;
            /**
             * @description How many of them still stand; it never rises.
             * @example 7
             */
            left: number;
            /** @example 2026-11-21T08:00:00.000Z */
            admittedAt: string;
            /** @example ana */
            admittedBy: string;
            /** @example the guard begins today */
            reason: string;
        };
        BaselinePage: {
            items: components["schemas"]["BaselineView"][];
            nextCursor: string | null;
        };
        BaselineEntryView: {
            /** @enum {string} */
            rule: "expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale" | "unknown_flag" | "archived_in_code";
            /**
             * @description The key of the flag.
             * @example checkout-new
             */
            subject: string;
            /**
             * @description What makes it this violation and not a later one: the expiry that passed, the owner who left.
             * @example 2026-11-01T00:00:00.000Z
             */
            mark: string;
        };
        BaselineWithEntries: {
            /** @example checkout */
            service: string;
            /**
             * @description How many violations were admitted.
             * @example 12
             */
            admitted: number;
            /**
             * @description How many of them still stand; it never rises.
             * @example 7
             */
            left: number;
            /** @example 2026-11-21T08:00:00.000Z */
            admittedAt: string;
            /** @example ana */
            admittedBy: string;
            /** @example the guard begins today */
            reason: string;
            /** @description What still stands. */
            entries: components["schemas"]["BaselineEntryView"][];
        };
        FlagTicketView: {
            /** @example checkout-new */
            flag: string;
            /**
             * @description opening: on its way, tried again while it fails; failed: given up, ask again once mended.
             * @example open
             * @enum {string}
             */
            state: "opening" | "open" | "failed";
            /** @example 1 */
            tries: number;
            /**
             * @description What the tracker said last.
             * @example null
             */
            error: string | null;
            /** @example https://github.com/acme/shop/issues/12 */
            url: string | null;
            /** @example ana */
            requestedBy: string;
            /** @example 2026-11-21T08:00:00.000Z */
            requestedAt: string;
        };
        TrackerView: {
            /**
             * @example github
             * @enum {string|null}
             */
            kind: "github" | "jira" | "linear" | "webhook" | null;
            url: string | null;
            /** @example acme/shop */
            project: string | null;
            account: string | null;
            /**
             * @description False: none is set, or its token cannot be read with this LOOP_SECRET_KEY.
             * @example true
             */
            configured: boolean;
        };
        TrackerBody: {
            /**
             * @example github
             * @enum {string}
             */
            kind: "github" | "jira" | "linear" | "webhook";
            /**
             * Format: uri
             * @description jira: the site; webhook: where to send to; github and linear: another API than the public one.
             * @example https://acme.atlassian.net
             */
            url?: string | null;
            /**
             * @description github: owner/name; jira: key of the project; linear: id of the team.
             * @example acme/shop
             */
            project?: string | null;
            /**
             * @description jira: e-mail of the account that the token is of.
             * @example loop@acme.example
             */
            account?: string | null;
            /**
             * @description Token of the tracker; kept encrypted, never shown.
             * @example a-token
             */
            secret: string;
        };
        ConditionView: {
            /**
             * @description A name in the context, or names joined by "."; none for segments.
             * @example plan
             */
            attribute?: string;
            /**
             * @description semver_…: versions such as 2.10.0. before, after: a date or an instant in UTC; `after` holds at that instant too.
             *     matches: text with at most two `*`, each standing for any text. contains: a part of text, or an item of a list.
             * @example equals
             * @enum {string}
             */
            operator: "equals" | "not_equals" | "contains" | "not_contains" | "starts_with" | "not_starts_with" | "ends_with" | "not_ends_with" | "lt" | "lte" | "gt" | "gte" | "semver_eq" | "semver_lt" | "semver_lte" | "semver_gt" | "semver_gte" | "before" | "after" | "in" | "not_in" | "matches" | "not_matches" | "exists" | "not_exists" | "in_segment" | "not_in_segment";
            /**
             * @description What is compared with; its type is that of the attribute.
             * @example pro
             */
            value?: string | number | boolean;
            /**
             * @description For in, not_in, matches and not_matches.
             * @example [
             *       "pro",
             *       "max"
             *     ]
             */
            values?: (string | number | boolean)[];
            /**
             * @description For in_segment and not_in_segment.
             * @example beta-testers
             */
            segment?: string;
        };
        ShareView: {
            /**
             * @description Up to three decimals.
             * @example 25
             */
            percent: number;
            /**
             * @description The attribute by which a context stays in or out.
             * @default targetingKey
             * @example targetingKey
             */
            by?: string;
        };
        SplitPart: {
            /** @example on */
            variant: string;
            /**
             * @description Percent; all weights add up to 100.
             * @example 50
             */
            weight: number;
        };
        ServeView: {
            /** @example on */
            variant?: string;
            split?: components["schemas"]["SplitPart"][];
            /**
             * @description The attribute by which a context keeps its variant.
             * @default targetingKey
             * @example targetingKey
             */
            by?: string;
        };
        RuleView: {
            /**
             * @description Keeps the rule's share sticky; the first free of r1, r2, … if left out.
             * @example r1
             */
            id?: string;
            /** @example Paying customers */
            description?: string | null;
            /** @description All must hold. */
            conditions?: components["schemas"]["ConditionView"][];
            /** @description To how many of those contexts the rule applies; the others go on to the next rule. */
            share?: components["schemas"]["ShareView"] | null;
            /**
             * @example {
             *       "variant": "on"
             *     }
             */
            serve: components["schemas"]["ServeView"];
        };
        PrerequisiteView: {
            /** @example checkout-new */
            flag: string;
            /**
             * @description Any of these must be its answer; else the off variant is served.
             * @example [
             *       "on"
             *     ]
             */
            variants: string[];
        };
        FlagEnvironmentView: {
            /** @example true */
            on: boolean;
            /**
             * @description In their order: the first that applies decides.
             * @example []
             */
            rules: components["schemas"]["RuleView"][];
            /**
             * @description What is served where no rule applies; null: the default variant.
             * @example null
             */
            otherwise: components["schemas"]["ServeView"] | null;
            /** @example [] */
            prerequisites: components["schemas"]["PrerequisiteView"][];
            /**
             * @description Revision of the inventory at which this changed last.
             * @example 42
             */
            revision: number;
            /** @example 2026-11-21T08:00:00.000Z */
            lastEvaluatedAt: string | null;
        };
        KillSwitchBody: {
            /**
             * @description Where it is written what to do.
             * @example https://wiki.example.com/payments
             */
            runbook?: string | null;
            /**
             * @description What users lose while it is off, in words.
             * @example Nobody can pay by card.
             */
            blastRadius?: string | null;
        };
        NewFlagBody: {
            /**
             * @description What people read; the key, where a new flag is given none.
             * @example New checkout
             */
            name?: string;
            /** @example The one-page checkout */
            description?: string | null;
            /** @description For kill switches alone; its safe value is that of `offVariant`. What is left out of a change stays. */
            killSwitch?: components["schemas"]["KillSwitchBody"];
            /**
             * @description Name → value; all values of one type.
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants?: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant?: string;
            /** @example off */
            offVariant?: string;
            /** @example checkout-new */
            key: string;
            /**
             * @example release
             * @enum {string}
             */
            kind: "release" | "experiment" | "ops" | "permission" | "kill_switch";
            /** @example checkout */
            service: string;
            /**
             * @example {
             *       "team": "payments"
             *     }
             */
            owner: components["schemas"]["OwnerBody"];
            /**
             * @description Needed by release and experiment; an instant ahead.
             * @example 2027-01-31T00:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description Needed by release and experiment; an address or a tracker key.
             * @example OPS-12
             */
            removalTicket?: string | null;
        };
        KillSwitchView: {
            /**
             * @description What the flag answers while it is off: the value of `offVariant`.
             * @example false
             */
            safeValue: boolean | string | number | {
                [key: string]: unknown;
            };
            /**
             * @description Where it is written what to do.
             * @example https://wiki.example.com/payments
             */
            runbook: string | null;
            /**
             * @description What users lose while it is off, in words.
             * @example Nobody can pay by card.
             */
            blastRadius: string | null;
            /**
             * @description When it was last pressed for exercise; null: never.
             * @example 2026-11-21T08:00:00.000Z
             */
            lastDrilledAt: string | null;
        };
        UsageView: {
            /** @example 2026-11-21T08:00:00.000Z */
            lastCalledAt: string | null;
            /**
             * @description When a bulk answer last held it; whether code used it there is not known.
             * @example 2026-11-21T08:00:00.000Z
             */
            lastHandedOutAt: string | null;
            /**
             * @description What the last call was given.
             * @example on
             */
            variant: string | null;
            /**
             * @description Since when calls were given nothing but `variant`.
             * @example 2026-11-21T08:00:00.000Z
             */
            constantSince: string | null;
            /**
             * @description Over the last `days`: `varied` (called, not always the same), `constant` (called, always the same), `handed_out` (in bulk
             *     answers only), `not_called`, or `new` (younger than that and not called yet).
             * @example constant
             * @enum {string}
             */
            state: "varied" | "constant" | "handed_out" | "not_called" | "new";
            /** @example 30 */
            days: number;
        };
        FlagView: {
            /** @example checkout-new */
            key: string;
            /** @example New checkout */
            name: string;
            /** @example The one-page checkout */
            description: string | null;
            /** @enum {string} */
            kind: "release" | "experiment" | "ops" | "permission" | "kill_switch";
            /** @example checkout */
            service: string;
            /**
             * @example {
             *       "team": "payments"
             *     }
             */
            owner: components["schemas"]["OwnerBody"];
            /** @example 2027-01-31T00:00:00.000Z */
            expiresAt: string | null;
            /**
             * @description How often its expiry was put off; see /flag-kinds for how often it may.
             * @example 1
             */
            extensions: number;
            /** @example OPS-12 */
            removalTicket: string | null;
            /** @description Null: it is no kill switch. */
            killSwitch: components["schemas"]["KillSwitchView"] | null;
            /** @enum {string} */
            stage: "active" | "completed" | "archived";
            /** @enum {string|null} */
            outcome: "kept" | "discarded" | null;
            /**
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant: string;
            /** @example off */
            offVariant: string;
            /**
             * @example {
             *       "production": {
             *         "on": true,
             *         "rules": [],
             *         "otherwise": null,
             *         "prerequisites": [],
             *         "revision": 42,
             *         "lastEvaluatedAt": null
             *       }
             *     }
             */
            environments: {
                [key: string]: components["schemas"]["FlagEnvironmentView"];
            };
            /**
             * @description What the flag owes.
             * @example [
             *       "expired"
             *     ]
             */
            debt: ("expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale")[];
            /** @description How it was used over the last days: 30, or as many as the list was asked for. */
            usage: components["schemas"]["UsageView"];
            /** @example 42 */
            revision: number;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /**
             * @description When anything of it was changed last: itself, its stage, or its state somewhere.
             * @example 2026-11-21T09:30:00.000Z
             */
            updatedAt: string;
            /** @example ana */
            createdBy: string;
        };
        FlagPage: {
            items: components["schemas"]["FlagView"][];
            nextCursor: string | null;
            /**
             * @description How many flags the filter lets through, on all pages.
             * @example 137
             */
            total: number;
        };
        FlagPatch: {
            /**
             * @description What people read; the key, where a new flag is given none.
             * @example New checkout
             */
            name?: string;
            /** @example The one-page checkout */
            description?: string | null;
            /** @description For kill switches alone; its safe value is that of `offVariant`. What is left out of a change stays. */
            killSwitch?: components["schemas"]["KillSwitchBody"];
            /**
             * @description Name → value; all values of one type.
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants?: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant?: string;
            /** @example off */
            offVariant?: string;
            /** @enum {string} */
            kind?: "release" | "experiment" | "ops" | "permission" | "kill_switch";
            /**
             * @example {
             *       "person": "ana"
             *     }
             */
            owner?: components["schemas"]["OwnerBody"];
            /**
             * @description A later one, or null in the place of one, is an extension: it needs a `reason` and counts up.
             * @example 2027-02-28T00:00:00Z
             */
            expiresAt?: string | null;
            /** @example OPS-12 */
            removalTicket?: string | null;
            /**
             * @description Why it is changed; it stands in the history. An extension needs it.
             * @example the last client migrates in March
             */
            reason?: string | null;
        };
        HistoryView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @enum {string} */
            action: "create" | "import" | "change" | "extend" | "flip" | "kill" | "drill" | "complete" | "archive" | "revive" | "rules" | "request_change" | "edit_request" | "approve_request" | "reject_request" | "withdraw_request" | "schedule" | "cancel_schedule" | "refuse_schedule" | "review_kill" | "keep_off" | "gone_from_code" | "back_in_code";
            /** @example 2026-11-21T08:00:00.000Z */
            at: string;
            /** @example ana */
            actor: string;
            /** @example ana */
            person: string | null;
            /** @example production */
            environment: string | null;
            /** @example error rate 40 % */
            reason: string | null;
            incident: string | null;
            /**
             * @example {
             *       "on": false
             *     }
             */
            detail: {
                [key: string]: unknown;
            };
            /** @example 42 */
            revision: number;
        };
        HistoryPage: {
            items: components["schemas"]["HistoryView"][];
            nextCursor: string | null;
        };
        FlagKindView: {
            /**
             * @description Days that a flag of this kind is meant to live; proposed as expiry at its birth, and what `stale` is measured by. Null: without end.
             * @example 40
             */
            lifetimeDays: number | null;
            /**
             * @description How often its expiry may be put off before only an admin may.
             * @example 2
             */
            extensionCap: number;
            /**
             * @example release
             * @enum {string}
             */
            kind: "release" | "experiment" | "ops" | "permission" | "kill_switch";
            /**
             * @description Whether a flag of this kind must be born with expiry and removal ticket.
             * @example true
             */
            needsEnd: boolean;
        };
        FlagKindPage: {
            items: components["schemas"]["FlagKindView"][];
            /** @example null */
            nextCursor: string | null;
        };
        FlagKindBody: {
            /**
             * @description Days that a flag of this kind is meant to live; proposed as expiry at its birth, and what `stale` is measured by. Null: without end.
             * @example 40
             */
            lifetimeDays: number | null;
            /**
             * @description How often its expiry may be put off before only an admin may.
             * @example 2
             */
            extensionCap: number;
        };
        ExtensionBody: {
            /** @example 2027-02-28T00:00:00Z */
            expiresAt: string;
            /** @example the last client migrates in March */
            reason: string;
        };
        FlagDrillBody: {
            /**
             * @description When the kill switch was pressed for exercise; now, if left out.
             * @example 2026-11-21T08:00:00Z
             */
            at?: string | null;
            /** @example game day: checkout lived on without it */
            note?: string | null;
        };
        FlipBody: {
            /**
             * @description Why; it stands in the history and in the incident.
             * @example error rate 40 % since the flip
             */
            reason: string;
            /**
             * @description The incident that this answers.
             * @example 019a9f5e-0000-7000-8000-000000000000
             */
            incident?: string | null;
            /** @example true */
            on: boolean;
        };
        OpenedReview: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 2026-11-22T08:00:00.000Z */
            dueAt: string;
        };
        TimedQuestion: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 2026-11-21T10:00:00.000Z */
            askAt: string;
        };
        FlagClientsView: {
            /** @example 12 */
            applied: number;
            /**
             * @description Expected to apply it any moment.
             * @example 1
             */
            pending: number;
            /**
             * @description Not heard of, and so perhaps still answering as before.
             * @example 0
             */
            silent: number;
            /**
             * @description Null: none did, or the change is more than seven days ago and it is no longer known.
             * @example 2026-11-21T08:00:00.120Z
             */
            lastAppliedAt: string | null;
            /**
             * @description From the change until the last of those that applied it did.
             * @example 120
             */
            lastAppliedMs: number | null;
        };
        JournaledView: {
            /**
             * @description Names the kill in the journal; its flip has the same id later.
             * @example 019a9f5e-0000-7000-8000-000000000000
             */
            id: string;
            /**
             * @example [
             *       "this_process"
             *     ]
             */
            inEffect: "this_process"[];
            /**
             * @example [
             *       "other_processes",
             *       "database"
             *     ]
             */
            notYetKnownTo: ("other_processes" | "database")[];
            /**
             * @description The same in words.
             * @example The database is away. The kill is written down on disk and in effect in this process.
             */
            detail: string;
        };
        FlipView: {
            /** @example checkout-new */
            flag: string;
            /** @example production */
            environment: string;
            /** @example true */
            on: boolean;
            /**
             * @description Revision of the inventory at which this state came to be.
             * @example 42
             */
            revision: number;
            /** @example 2026-11-21T08:00:00.000Z */
            flippedAt: string;
            /** @description Of a kill where changes need approval: another person reviews it. */
            review?: components["schemas"]["OpenedReview"] | null;
            /** @description Of a kill with a timer: when it will be asked whether it should stay off. */
            question?: components["schemas"]["TimedQuestion"] | null;
            /** @description How far it has come already with the clients that name themselves; null: that could not be told in a moment. */
            clients?: components["schemas"]["FlagClientsView"] | null;
            /** @description Only of a kill that the journal took because the database was away: where it counts already, and where not yet. */
            journaled?: components["schemas"]["JournaledView"];
        };
        KillBody: {
            /**
             * @description Why; it stands in the history and in the incident.
             * @example error rate 40 % since the flip
             */
            reason: string;
            /**
             * @description The incident that this answers.
             * @example 019a9f5e-0000-7000-8000-000000000000
             */
            incident?: string | null;
            /** @example production */
            environment: string;
            /**
             * @description When to ask whether it should stay off: a duration such as PT2H or an instant, between a minute and 30 days ahead. It never
             *     comes back by itself.
             * @example PT2H
             */
            askAfter?: string | null;
        };
        CompleteBody: {
            /**
             * @description kept: the new way stays; discarded: it goes.
             * @example kept
             * @enum {string}
             */
            outcome: "kept" | "discarded";
        };
        CodeHunk: {
            /**
             * @description Number of the first of them.
             * @example 11
             */
            line: number;
            /**
             * @example [
             *       "  if (await isOn('checkout-new')) {"
             *     ]
             */
            lines: string[];
        };
        CodeReference: {
            /** @example checkout-new */
            flag: string;
            /** @example src/checkout/page.ts */
            path: string;
            /** @example 12 */
            line: number;
            /** @description At most 7 lines of 300 characters. */
            hunk?: components["schemas"]["CodeHunk"];
        };
        CodeRemoval: {
            /** @example checkout-old */
            flag: string;
            /** @example 9fceb02d0ae598e95dc970b74767f19372d61af8 */
            commit: string;
            /** @example Ana */
            author?: string;
            /**
             * @description First line of its message.
             * @example Remove the old checkout
             */
            subject?: string;
            /** @example 2026-11-20T16:00:00Z */
            committedAt?: string;
        };
        CodeReferencesBody: {
            /** @example 4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0 */
            commit: string;
            /** @example main */
            branch: string;
            references: components["schemas"]["CodeReference"][];
            /**
             * @description Whether the branch is trunk. Left out: it is where it was before, where it is called main, master or trunk, or at the first scan.
             * @example true
             */
            trunk?: boolean;
            /**
             * @description When the commit was made: the scan of an older commit never replaces that of a newer one.
             * @example 2026-11-21T07:58:00Z
             */
            committedAt?: string;
            /**
             * Format: uri
             * @description Where the repository can be looked at.
             * @example https://github.com/acme/shop
             */
            webUrl?: string;
            /** @description The commits that took out flags which the scan before found and this one did not; without, the scanned commit is taken. */
            removals?: components["schemas"]["CodeRemoval"][];
        };
        CodeScanView: {
            /** @example acme/shop */
            repository: string;
            /** @example 4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0 */
            commit: string;
            /** @example main */
            branch: string;
            /** @example 2026-11-21T08:00:00.000Z */
            scannedAt: string;
            /** @example 2026-11-21T07:58:00.000Z */
            committedAt: string | null;
            /** @example https://github.com/acme/shop */
            webUrl: string | null;
            references: components["schemas"]["CodeReference"][];
            /**
             * @description `not_trunk`: its branch is not trunk, so nothing was kept of it; `outdated`: nor of a commit older than that of the scan before.
             * @example kept
             * @enum {string}
             */
            scan: "kept" | "not_trunk" | "outdated";
            /**
             * @description Flags that trunk referred to before this scan and does no more.
             * @example [
             *       "checkout-old"
             *     ]
             */
            gone: string[];
        };
        CodeReferencesView: {
            /** @example acme/shop */
            repository: string;
            /** @example 4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0 */
            commit: string;
            /** @example main */
            branch: string;
            /** @example 2026-11-21T08:00:00.000Z */
            scannedAt: string;
            /** @example 2026-11-21T07:58:00.000Z */
            committedAt: string | null;
            /** @example https://github.com/acme/shop */
            webUrl: string | null;
            references: components["schemas"]["CodeReference"][];
        };
        CodePlaceView: {
            /** @example src/checkout/page.ts */
            path: string;
            /** @example 12 */
            line: number;
            hunk: components["schemas"]["CodeHunk"] | null;
            /** @example https://github.com/acme/shop/blob/4bf92f3/src/checkout/page.ts#L12 */
            url: string | null;
        };
        CodeRemovalView: {
            /** @example 9fceb02d0ae598e95dc970b74767f19372d61af8 */
            commit: string;
            /**
             * @description false: it went with this commit or one before it, after `lastSeenCommit`.
             * @example true
             */
            exact: boolean;
            /** @example Ana */
            author: string | null;
            /** @example Remove the old checkout */
            subject: string | null;
            /** @example 2026-11-20T16:00:00.000Z */
            committedAt: string | null;
            /** @example 4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0 */
            lastSeenCommit: string;
            /** @example 2026-11-21T08:00:00.000Z */
            noticedAt: string;
            /** @example https://github.com/acme/shop/commit/9fceb02 */
            url: string | null;
        };
        RepositoryReferencesView: {
            /** @example acme/shop */
            repository: string;
            /** @example main */
            branch: string;
            /** @example 4bf92f3577b34da6a3ce929d0e0e4736b3c2d1e0 */
            commit: string;
            /** @example 2026-11-21T08:00:00.000Z */
            scannedAt: string;
            /**
             * @description How many there are; `places` holds the first 200.
             * @example 3
             */
            count: number;
            places: components["schemas"]["CodePlaceView"][];
            removal: components["schemas"]["CodeRemovalView"] | null;
        };
        FlagReferencesView: {
            /** @example checkout-new */
            flag: string;
            /**
             * @description `owner/name` of the flag's service; null: it names none.
             * @example acme/shop
             */
            repository: string | null;
            /**
             * @description Whether it was ever scanned.
             * @example true
             */
            scanned: boolean;
            /** @description Repositories that refer to the flag, or did, and that of its service. */
            repositories: components["schemas"]["RepositoryReferencesView"][];
        };
        ExposureSumsView: {
            /**
             * @description Calls by the variant that they were given.
             * @example {
             *       "on": 120,
             *       "off": 3
             *     }
             */
            calls: {
                [key: string]: number;
            };
            /**
             * @description Bulk answers by the variant that they held.
             * @example {
             *       "on": 40,
             *       "off": 0
             *     }
             */
            handedOut: {
                [key: string]: number;
            };
            /**
             * @description Evaluations that failed, so that no variant was given.
             * @example 0
             */
            failed: number;
        };
        EnvironmentExposureView: {
            /** @example 2026-11-21T08:00:00.000Z */
            lastCalledAt: string | null;
            /**
             * @description When a bulk answer last held it; whether code used it there is not known.
             * @example 2026-11-21T08:00:00.000Z
             */
            lastHandedOutAt: string | null;
            /**
             * @description What the last call was given.
             * @example on
             */
            variant: string | null;
            /**
             * @description Since when calls were given nothing but `variant`.
             * @example 2026-11-21T08:00:00.000Z
             */
            constantSince: string | null;
            /** @example production */
            environment: string;
            /** @description Of the window. */
            sums: components["schemas"]["ExposureSumsView"];
        };
        ExposureBucketView: {
            /**
             * @description Calls by the variant that they were given.
             * @example {
             *       "on": 120,
             *       "off": 3
             *     }
             */
            calls: {
                [key: string]: number;
            };
            /**
             * @description Bulk answers by the variant that they held.
             * @example {
             *       "on": 40,
             *       "off": 0
             *     }
             */
            handedOut: {
                [key: string]: number;
            };
            /**
             * @description Evaluations that failed, so that no variant was given.
             * @example 0
             */
            failed: number;
            /** @example 2026-11-21T08:00:00.000Z */
            from: string;
            /** @example 2026-11-21T09:00:00.000Z */
            to: string;
        };
        ExposureView: {
            /** @example checkout-new */
            flag: string;
            /** @enum {string} */
            by: "hour" | "day";
            /** @example 2026-11-19T09:00:00.000Z */
            from: string;
            /** @example 2026-11-21T09:00:00.000Z */
            to: string;
            /**
             * @description null: all.
             * @example production
             */
            environment: string | null;
            usage: components["schemas"]["UsageView"];
            /**
             * @description The flag's variants, and then those that it had in the window and has no more.
             * @example [
             *       "on",
             *       "off"
             *     ]
             */
            variants: string[];
            environments: components["schemas"]["EnvironmentExposureView"][];
            /** @description Every hour or day of the window, oldest first. */
            buckets: components["schemas"]["ExposureBucketView"][];
            sums: components["schemas"]["ExposureSumsView"];
            /**
             * @description How many of the calls SDKs reported.
             * @example 40
             */
            reported: number;
            /**
             * @description Since when single hours are kept; before, there are days only.
             * @example 2026-11-07T00:00:00.000Z
             */
            hoursSince: string;
        };
        ExposureCountBody: {
            /** @example checkout-new */
            flag: string;
            /**
             * @description null: the SDK had no variant and gave the default of the code.
             * @example on
             */
            variant: string | null;
            /** @example 1200 */
            count: number;
            /**
             * @description Any instant of the hour; the present hour if left out. At most 7 days ago.
             * @example 2026-11-21T08:00:00Z
             */
            hour?: string;
        };
        ExposureReportBody: {
            /**
             * @description Whatever names this report; sent again under the same name, it counts once. Remembered for 30 days.
             * @example checkout-7f9c-2026-11-21T08:05:00Z
             */
            batch: string;
            counts: components["schemas"]["ExposureCountBody"][];
        };
        RejectedCountView: {
            /**
             * @description Place among the counts of the report, from 0.
             * @example 3
             */
            index: number;
            /**
             * @example unknown_flag
             * @enum {string}
             */
            code: "unknown_flag" | "unknown_variant" | "too_old" | "ahead";
            /** @example There is no flag "checkuot-new" in production. */
            detail: string;
        };
        ExposureReportView: {
            /** @example checkout-7f9c-2026-11-21T08:05:00Z */
            batch: string;
            /**
             * @description `duplicate`: the batch had come before; it is answered as then and counted once.
             * @example accepted
             * @enum {string}
             */
            status: "accepted" | "duplicate";
            /** @example 2 */
            accepted: number;
            rejected: components["schemas"]["RejectedCountView"][];
        };
        OfrepRequest: {
            /**
             * @example {
             *       "targetingKey": "user-7",
             *       "plan": "pro"
             *     }
             */
            context: {
                [key: string]: unknown;
            };
        };
        OfrepEvaluation: {
            /** @example checkout-new */
            key: string;
            /** @example true */
            value: Record<string, never>;
            /**
             * @description DISABLED: the flag is off and this is its off variant.
             * @enum {string}
             */
            reason: "STATIC" | "TARGETING_MATCH" | "SPLIT" | "DISABLED" | "UNKNOWN";
            /** @example on */
            variant: string;
        };
        OfrepFailure: {
            /** @example checkout-new */
            key?: string;
            /** @enum {string} */
            errorCode: "PARSE_ERROR" | "TARGETING_KEY_MISSING" | "INVALID_CONTEXT" | "FLAG_NOT_FOUND" | "GENERAL";
            /** @example The context has no targetingKey. */
            errorDetails: string;
        };
        OfrepMetadata: {
            /** @example production */
            environment: string;
            /**
             * @description What the answer was evaluated by.
             * @example 42
             */
            revision: number;
        };
        OfrepStreamEndpoint: {
            /**
             * @description Path and query, on the origin that was asked. A secret: it is not to be logged. It stays the same while the token does.
             * @example /ofrep/v1/stream?ticket=019a9f5e-0000-7000-8000-000000000000.Zm9
             */
            requestUri: string;
        };
        OfrepEventStream: {
            /** @enum {string} */
            type: "sse";
            endpoint: components["schemas"]["OfrepStreamEndpoint"];
            /**
             * @description A client that nobody looks at closes its stream after so long.
             * @example 120
             */
            inactivityDelaySec: number;
        };
        OfrepBulkEvaluation: {
            flags: components["schemas"]["OfrepEvaluation"][];
            metadata: components["schemas"]["OfrepMetadata"];
            /** @description Where changes are told. */
            eventStreams: components["schemas"]["OfrepEventStream"][];
        };
        ApproversBody: {
            /**
             * @example [
             *       "payments"
             *     ]
             */
            teams: string[];
            /**
             * @example [
             *       "ana"
             *     ]
             */
            people: string[];
        };
        ChangePolicyView: {
            /**
             * @description Null: it holds for every service without one of its own.
             * @example checkout
             */
            service: string | null;
            /** @example true */
            production: boolean;
            /**
             * @example [
             *       "staging"
             *     ]
             */
            environments: string[];
            /** @example 1 */
            approvals: number;
            /** @example false */
            offNeedsApproval: boolean;
            /**
             * @example {
             *       "teams": [
             *         "payments"
             *       ],
             *       "people": []
             *     }
             */
            approvers: components["schemas"]["ApproversBody"];
            /** @example 72 */
            expiresAfterHours: number;
            /** @example 2026-11-21T08:00:00.000Z */
            updatedAt: string;
            /** @example ana */
            updatedBy: string;
        };
        ChangePoliciesView: {
            items: components["schemas"]["ChangePolicyView"][];
            /**
             * @description Always null: all policies stand on one page.
             * @example null
             */
            nextCursor: string | null;
        };
        ChangePolicyBody: {
            /**
             * @description Every environment that the catalog calls production.
             * @example true
             */
            production: boolean;
            /**
             * @description Further environments, by key. Neither these nor production: nothing needs approval.
             * @example [
             *       "staging"
             *     ]
             */
            environments: string[];
            /**
             * @description How many people besides the one who asks.
             * @default 1
             * @example 1
             */
            approvals?: number;
            /**
             * @description Whether turning off by a flip needs approval too. A kill never does.
             * @default false
             * @example false
             */
            offNeedsApproval?: boolean;
            /**
             * @example {
             *       "teams": [
             *         "payments"
             *       ],
             *       "people": []
             *     }
             */
            approvers?: components["schemas"]["ApproversBody"];
            /**
             * @description How long a request may be approved and applied.
             * @default 72
             * @example 72
             */
            expiresAfterHours?: number;
        };
        ContentBody: {
            /**
             * @example flip
             * @enum {string}
             */
            kind: "flip" | "rules" | "answers";
            /** @example true */
            on?: boolean;
            rules?: components["schemas"]["RuleView"][];
            otherwise?: components["schemas"]["ServeView"] | null;
            prerequisites?: components["schemas"]["PrerequisiteView"][];
            /**
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants?: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant?: string;
            /** @example off */
            offVariant?: string;
        };
        ChangeRequestBody: {
            /**
             * @example {
             *       "kind": "flip",
             *       "on": true
             *     }
             */
            content: components["schemas"]["ContentBody"];
            /**
             * @description Why; whoever approves reads it, and it stands in the history.
             * @example the trial went well
             */
            reason: string;
        };
        SegmentBeforeView: {
            /** @example beta-testers */
            key: string;
            /** @enum {string} */
            match: "all" | "any";
            conditions: components["schemas"]["ConditionView"][];
        };
        ChangeBeforeView: {
            /** @example false */
            on: boolean;
            /** @example [] */
            rules: components["schemas"]["RuleView"][];
            /** @example null */
            otherwise: components["schemas"]["ServeView"] | null;
            /** @example [] */
            prerequisites: components["schemas"]["PrerequisiteView"][];
            /**
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant: string;
            /** @example off */
            offVariant: string;
            /** @description Those that the rules name, these and the ones asked for; absent where they name none. */
            segments?: components["schemas"]["SegmentBeforeView"][];
        };
        ApprovalView: {
            /** @example bo */
            person: string;
            /** @example 2026-11-21T08:00:00.000Z */
            at: string;
            /** @example seen in staging */
            note: string | null;
            /**
             * @description False: it was of another content, or the policy takes this person for an approver no more.
             * @example true
             */
            counts: boolean;
        };
        ChangeRequestView: {
            /** @example null */
            endedAt: string | null;
            /**
             * @description Who ended it; null where it ended by itself.
             * @example null
             */
            endedBy: string | null;
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example checkout-new */
            flag: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /**
             * @example {
             *       "kind": "flip",
             *       "on": true
             *     }
             */
            content: components["schemas"]["ContentBody"];
            before: components["schemas"]["ChangeBeforeView"];
            /**
             * @description What an approval binds to: flag, environment, the version (segments included) the change was made against, and its content.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            hash: string;
            /** @example the trial went well */
            reason: string;
            /**
             * @description outdated: the flag was changed there since, or a segment that it goes by; an edit makes it a change of the present state.
             * @example open
             * @enum {string}
             */
            state: "open" | "approved" | "applied" | "rejected" | "withdrawn" | "expired" | "outdated";
            /**
             * @description How many approvals it needs; 0: the policy asks for none any more.
             * @example 1
             */
            needed: number;
            approvals: components["schemas"]["ApprovalView"][];
            /**
             * @description Whether the asking bearer may approve it as it is.
             * @example true
             */
            mayApprove: boolean;
            /** @example ana */
            requestedBy: string;
            /**
             * @description Who wrote it as it is now.
             * @example ana
             */
            editedBy: string;
            /** @example 2026-11-21T08:00:00.000Z */
            requestedAt: string;
            /** @example 2026-11-24T08:00:00.000Z */
            expiresAt: string;
            /**
             * @description What was said when it was rejected or withdrawn.
             * @example null
             */
            note: string | null;
        };
        ChangeRequestPage: {
            items: components["schemas"]["ChangeRequestView"][];
            nextCursor: string | null;
        };
        ApproveBody: {
            /** @example seen in staging */
            note?: string | null;
            /**
             * @description `hash` of the content that was looked at: another one is refused.
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            hash: string;
        };
        RejectBody: {
            /**
             * @description Why not.
             * @example after the holidays, please
             */
            note: string;
        };
        WithdrawBody: {
            /** @example seen in staging */
            note?: string | null;
        };
        KillReviewView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example checkout-new */
            flag: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @example ana */
            killedBy: string;
            /**
             * @description Why it was killed.
             * @example error rate 40 %
             */
            reason: string;
            /** @example 2026-11-21T02:00:00.000Z */
            killedAt: string;
            /** @example null */
            incident: string | null;
            /** @example 2026-11-22T02:00:00.000Z */
            dueAt: string;
            /**
             * @example open
             * @enum {string}
             */
            state: "open" | "overdue" | "done";
            /** @example bo */
            reviewedBy: string | null;
            /** @example null */
            reviewedAt: string | null;
            /**
             * @description What the reviewer found.
             * @example It was right: the carts came back at once.
             */
            note: string | null;
        };
        KillReviewPage: {
            items: components["schemas"]["KillReviewView"][];
            nextCursor: string | null;
        };
        KillReviewBody: {
            /**
             * @description What the reviewer found.
             * @example It was right: the carts came back at once.
             */
            note: string;
        };
        KillQuestionView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example checkout-new */
            flag: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @example ana */
            killedBy: string;
            /**
             * @description Why it was killed.
             * @example error rate 40 %
             */
            reason: string;
            /** @example 2026-11-21T02:00:00.000Z */
            killedAt: string;
            /**
             * @description When it is asked, or was.
             * @example 2026-11-21T04:00:00.000Z
             */
            askAt: string;
            /**
             * @example asked
             * @enum {string}
             */
            state: "waiting" | "asked" | "kept_off" | "turned_on";
            /** @example null */
            answeredBy: string | null;
            /** @example null */
            answeredAt: string | null;
            /** @example null */
            note: string | null;
        };
        KillQuestionPage: {
            items: components["schemas"]["KillQuestionView"][];
            nextCursor: string | null;
        };
        AnswerBody: {
            /**
             * @description turn_on is a flip: it needs flags:write, and the approval that a flip needs.
             * @example keep_off
             * @enum {string}
             */
            answer: "keep_off" | "turn_on";
            /** @example the fix goes out on Monday */
            reason: string;
            /**
             * @description With keep_off: when to ask again, a duration or an instant; left out: not again.
             * @example P2D
             */
            askAfter?: string | null;
        };
        FlipScheduleBody: {
            /** @example true */
            on: boolean;
            /** @example 2026-11-23T08:00:00Z */
            at?: string;
            /**
             * @description A wall time. One that the clocks jump over is taken as much later as they jump; one that comes twice, the first time.
             *     Which instant that is, is settled now.
             * @example 2026-11-23T09:00
             */
            localTime?: string;
            /**
             * @description IANA time zone of `localTime`.
             * @example Europe/Berlin
             */
            timezone?: string;
            /** @example start of the campaign */
            reason: string;
        };
        ScheduledFlipView: {
            /** @example null */
            endedAt: string | null;
            /**
             * @description Who ended it; null where it ended by itself.
             * @example null
             */
            endedBy: string | null;
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example checkout-new */
            flag: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @example true */
            on: boolean;
            /** @example 2026-11-23T08:00:00.000Z */
            at: string;
            /**
             * @description As it was given; null: as an instant.
             * @example 2026-11-23T09:00
             */
            localTime: string | null;
            /** @example Europe/Berlin */
            timezone: string | null;
            /**
             * @description Whether the clocks jump over the local time (it is taken later) or show it twice (it is taken the first time).
             * @example null
             * @enum {string|null}
             */
            clocks: "skipped" | "repeated" | null;
            /** @example start of the campaign */
            reason: string;
            /**
             * @example waiting
             * @enum {string}
             */
            state: "waiting" | "done" | "refused" | "cancelled";
            /** @example ana */
            scheduledBy: string;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /**
             * @description Why it was refused: a stable code such as flag_archived, approval_required, changed_meanwhile, missed.
             * @example null
             */
            code: string | null;
            /**
             * @description The same in words, why it was cancelled, or how late it was done.
             * @example null
             */
            detail: string | null;
            /**
             * @description Revision of the inventory that it made.
             * @example null
             */
            revision: number | null;
        };
        ScheduledFlipPage: {
            items: components["schemas"]["ScheduledFlipView"][];
            nextCursor: string | null;
        };
        CancelBody: {
            /** @example the campaign is put off */
            reason?: string | null;
        };
        WaitingChangesView: {
            /** @description Requests of others that this person may approve. */
            approvals: components["schemas"]["ChangeRequestView"][];
            /** @description Own requests that have not ended. */
            own: components["schemas"]["ChangeRequestView"][];
            /** @description Kills of others that are to be reviewed. */
            reviews: components["schemas"]["KillReviewView"][];
            /** @description Killed flags of which somebody must say whether they stay off. */
            questions: components["schemas"]["KillQuestionView"][];
            /** @description Own scheduled flips that wait. */
            scheduled: components["schemas"]["ScheduledFlipView"][];
            /** @description Own scheduled flips that were refused within seven days. */
            refused: components["schemas"]["ScheduledFlipView"][];
        };
        NeedsApprovalView: {
            /** @example production */
            environment: string;
            /**
             * @description To turn it on there, or to change what it answers.
             * @example true
             */
            on: boolean;
            /** @example false */
            off: boolean;
        };
        FlagChangeControlView: {
            /** @description The policy that holds for the flag's service; null: nothing needs approval. */
            policy: components["schemas"]["ChangePolicyView"] | null;
            /** @description What needs approval, by environment of the flag. */
            environments: components["schemas"]["NeedsApprovalView"][];
        };
        TargetingView: {
            /** @example checkout-new */
            flag: string;
            /** @example production */
            environment: string;
            rules: components["schemas"]["RuleView"][];
            otherwise: components["schemas"]["ServeView"] | null;
            prerequisites: components["schemas"]["PrerequisiteView"][];
        };
        SaveTargetingBody: {
            /**
             * @description In their order: the first that applies decides.
             * @example [
             *       {
             *         "conditions": [
             *           {
             *             "attribute": "plan",
             *             "operator": "in",
             *             "values": [
             *               "pro",
             *               "max"
             *             ]
             *           }
             *         ],
             *         "serve": {
             *           "variant": "on"
             *         }
             *       }
             *     ]
             */
            rules: components["schemas"]["RuleView"][];
            /**
             * @description What is served where no rule applies; the default variant if left out.
             * @example {
             *       "variant": "off"
             *     }
             */
            otherwise?: components["schemas"]["ServeView"] | null;
            /** @example [] */
            prerequisites?: components["schemas"]["PrerequisiteView"][];
            /**
             * @description Why; it stands in the history.
             * @example Paying customers first
             */
            reason?: string;
        };
        TargetingVersion: {
            /** @example checkout-new */
            flag: string;
            /** @example production */
            environment: string;
            rules: components["schemas"]["RuleView"][];
            otherwise: components["schemas"]["ServeView"] | null;
            prerequisites: components["schemas"]["PrerequisiteView"][];
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 42 */
            revision: number;
            /** @example 2026-11-21T08:00:00.000Z */
            at: string;
            /** @example ana */
            actor: string;
            /** @example Paying customers first */
            reason: string | null;
        };
        TargetingVersionPage: {
            items: components["schemas"]["TargetingVersion"][];
            nextCursor: string | null;
        };
        RestoreRulesBody: {
            /**
             * @description The version to go back to: the id of one of the versions.
             * @example 019a9f5e-0000-7000-8000-000000000000
             */
            version: string;
            /** @example The new rules left out our testers */
            reason?: string;
        };
        DryRunBody: {
            /** @description Rules to try instead of those saved; with them, `otherwise` and `prerequisites` are those given here too. */
            rules?: components["schemas"]["RuleView"][];
            otherwise?: components["schemas"]["ServeView"] | null;
            prerequisites?: components["schemas"]["PrerequisiteView"][];
            /**
             * @example {
             *       "targetingKey": "user-7",
             *       "plan": "pro"
             *     }
             */
            context: {
                [key: string]: unknown;
            };
        };
        TrialCheck: {
            /**
             * @description In words: what was asked.
             * @example plan equals "pro"
             */
            asked: string;
            /**
             * @description What the context holds, or the prerequisite answers; null: nothing.
             * @example free
             */
            actual: Record<string, never> | null;
            /**
             * @description unresolved: it cannot be said, since the attribute is missing or of another type, or what is named is gone.
             * @enum {string}
             */
            outcome: "holds" | "fails" | "unresolved";
        };
        StepView: {
            /** @enum {string} */
            step: "state" | "prerequisites" | "rule" | "otherwise";
            /** @example r1 */
            rule: string | null;
            /** @enum {string} */
            outcome: "holds" | "fails" | "unresolved";
            checks: components["schemas"]["TrialCheck"][];
            /**
             * @description What it means.
             * @example A condition fails: on to the next rule.
             */
            detail: string;
        };
        DryRunView: {
            /** @example on */
            variant: string | null;
            /** @example true */
            value: Record<string, never> | null;
            /**
             * @description As OFREP would say.
             * @example TARGETING_MATCH
             */
            reason: string;
            /** @description In their order, up to the one that decided. */
            steps: components["schemas"]["StepView"][];
        };
        PreviewBody: {
            /** @description Rules to try instead of those saved; with them, `otherwise` and `prerequisites` are those given here too. */
            rules?: components["schemas"]["RuleView"][];
            otherwise?: components["schemas"]["ServeView"] | null;
            prerequisites?: components["schemas"]["PrerequisiteView"][];
            /**
             * @description What the flag would answer, in all environments.
             * @example {
             *       "on": true,
             *       "off": false
             *     }
             */
            variants?: {
                [key: string]: unknown;
            };
            /** @example on */
            defaultVariant?: string;
            /** @example off */
            offVariant?: string;
            /** @description Contexts to compare; contexts made from what the rules tell apart, if left out. */
            contexts?: {
                [key: string]: unknown;
            }[];
        };
        DifferenceView: {
            /** @enum {string} */
            what: "rule_added" | "rule_removed" | "rule_changed" | "rules_reordered" | "otherwise" | "prerequisites" | "variant_added" | "variant_removed" | "variant_changed" | "default_variant" | "off_variant";
            /** @example r1 */
            rule: string | null;
            /**
             * @description The variant that comes, goes or holds another value.
             * @example null
             */
            variant: string | null;
            from: Record<string, never> | null;
            to: Record<string, never> | null;
        };
        FlowView: {
            /** @example off */
            from: string | null;
            /** @example on */
            to: string | null;
            /** @example 120 */
            contexts: number;
        };
        ChangedContext: {
            /**
             * @example {
             *       "targetingKey": "user-7",
             *       "plan": "pro"
             *     }
             */
            context: {
                [key: string]: unknown;
            };
            /** @example off */
            before: string | null;
            /** @example on */
            after: string | null;
        };
        ReachView: {
            /**
             * @description Whether the contexts were given, or made from what the rules tell apart.
             * @enum {string}
             */
            contexts: "given" | "made";
            /** @example 1000 */
            compared: number;
            /** @example 120 */
            changed: number;
            flows: components["schemas"]["FlowView"][];
            /** @description The first that would get something else. */
            examples: components["schemas"]["ChangedContext"][];
            /** @example 2026-11-21T08:00:00.000Z */
            lastEvaluatedAt: string | null;
            /**
             * @description Flags that require this one there, directly: their answers may change with it.
             * @example []
             */
            requiredBy: string[];
        };
        PreviewView: {
            differences: components["schemas"]["DifferenceView"][];
            /**
             * @description The flag is on there: the edit is felt at once.
             * @example true
             */
            live: boolean;
            /** @example true */
            production: boolean;
            reach: components["schemas"]["ReachView"];
        };
        SegmentUse: {
            /** @example checkout-new */
            flag: string;
            /** @example New checkout */
            name: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /**
             * @description The flag is on there: a change of the segment is felt at once.
             * @example true
             */
            on: boolean;
            /** @enum {string} */
            stage: "active" | "completed" | "archived";
        };
        SegmentView: {
            /** @example beta-testers */
            key: string;
            /** @example Beta testers */
            name: string;
            /** @example Whoever signed up for the beta */
            description: string | null;
            /** @enum {string} */
            match: "all" | "any";
            conditions: components["schemas"]["ConditionView"][];
            /** @description Where it is used; it cannot be deleted while it is. */
            usedBy: components["schemas"]["SegmentUse"][];
            /** @example 2026-11-21T08:00:00.000Z */
            updatedAt: string;
            /** @example ana */
            updatedBy: string;
        };
        SegmentPage: {
            items: components["schemas"]["SegmentView"][];
            nextCursor: string | null;
        };
        SegmentBody: {
            /** @example Beta testers */
            name: string;
            /** @example Whoever signed up for the beta */
            description?: string | null;
            /**
             * @description Whether all conditions must hold, or any one.
             * @default all
             * @enum {string}
             */
            match?: "all" | "any";
            /**
             * @description At least one; they may not name segments.
             * @example [
             *       {
             *         "attribute": "email",
             *         "operator": "matches",
             *         "values": [
             *           "*@example.com"
             *         ]
             *       }
             *     ]
             */
            conditions: components["schemas"]["ConditionView"][];
        };
        SegmentEffect: {
            /** @example checkout-new */
            flag: string;
            /** @example production */
            environment: string;
            /**
             * @description How many contexts were compared, made from what the flag's rules and both versions of the segment tell apart.
             * @example 200
             */
            compared: number;
            /** @example 40 */
            changed: number;
            flows: components["schemas"]["FlowView"][];
        };
        SegmentPreviewView: {
            /** @description Of the flags that use it where they are on. */
            effects: components["schemas"]["SegmentEffect"][];
            /**
             * @description How many further flags use it where they are on, and were not compared.
             * @example 0
             */
            further: number;
        };
        InventoryExport: {
            /** @example 2026-11-21T08:00:00.000Z */
            exportedAt: string;
            flags: components["schemas"]["FlagView"][];
        };
        LossView: {
            /**
             * @example targeting
             * @enum {string}
             */
            code: "approval" | "bucketing" | "constraint" | "date" | "default_variant" | "disabled" | "experiment" | "kind" | "off_variant" | "owner" | "prerequisite" | "rollout" | "segment" | "strategy" | "summary_only" | "tag" | "target" | "targeting" | "variant";
            /**
             * @description The source's environment; null: it holds everywhere.
             * @example production
             */
            environment: string | null;
            /** @example The rule country in DE, FR → "on". */
            detail: string;
        };
        ImportFault: {
            /** @example variants.gold */
            field: string;
            /** @example mixed_types */
            code: string;
            /** @example must be a boolean as the variants before it */
            detail: string;
        };
        ImportedFlagView: {
            /**
             * @description Null: it has none that could be told.
             * @example checkout-new
             */
            key: string | null;
            /**
             * @description Where it stands in the document.
             * @example items[0]
             */
            at: string;
            /**
             * @description left_alone: it is here already; broken: it cannot be a flag here.
             * @example created
             * @enum {string}
             */
            outcome: "created" | "added" | "overwritten" | "left_alone" | "broken";
            /**
             * @description Why it was left alone; else null.
             * @example null
             */
            why: string | null;
            /**
             * @description Our environments that it arrives in, and whether it is on there.
             * @example {
             *       "production": false
             *     }
             */
            environments: {
                [key: string]: boolean;
            };
            /**
             * @description What it owes as it arrives.
             * @example [
             *       "no_owner",
             *       "no_expiry",
             *       "no_removal_ticket"
             *     ]
             */
            debt: ("expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale")[];
            losses: components["schemas"]["LossView"][];
            /** @description What is wrong with a broken one. */
            faults: components["schemas"]["ImportFault"][];
        };
        ImportedEnvironmentView: {
            /**
             * @description The source's name; `*` where the document names none.
             * @example prod
             */
            source: string;
            /**
             * @description Ours; null: it is left out.
             * @example production
             */
            environment: string | null;
        };
        ImportCounts: {
            /** @example 120 */
            read: number;
            /** @example 117 */
            created: number;
            /**
             * @description Came before, and came now to environments that nobody had set.
             * @example 0
             */
            added: number;
            /** @example 0 */
            overwritten: number;
            /** @example 2 */
            leftAlone: number;
            /** @example 1 */
            broken: number;
            /**
             * @description How many things were not carried over, those of the document as a whole too.
             * @example 34
             */
            losses: number;
        };
        ImportReport: {
            /** @example true */
            dryRun: boolean;
            /**
             * @example launchdarkly
             * @enum {string}
             */
            format: "flagd" | "unleash-export" | "unleash-client" | "launchdarkly";
            /** @example checkout */
            service: string;
            environments: components["schemas"]["ImportedEnvironmentView"][];
            counts: components["schemas"]["ImportCounts"];
            /** @description What the document as a whole holds and is not carried over. */
            losses: components["schemas"]["LossView"][];
            /** @description Every flag of the document, in its order. */
            flags: components["schemas"]["ImportedFlagView"][];
        };
        FlagsHello: {
            /** @example production */
            environment: string;
            /**
             * @description What the asked process evaluates by.
             * @example 42
             */
            revision: number;
            /**
             * @description True: everything missed since `Last-Event-ID` follows. False: read `document`, then apply what follows.
             * @example false
             */
            resumed: boolean;
            /**
             * @description Where all definitions are.
             * @example /flagd/v1/flags/production
             */
            document: string;
        };
        FlagsChange: {
            /** @example production */
            environment: string;
            /** @example 43 */
            revision: number;
            /**
             * @description Definitions of the flags that changed, in flagd's form; null: the flag is gone.
             * @example {
             *       "checkout-new": {
             *         "state": "ENABLED",
             *         "variants": {
             *           "on": true,
             *           "off": false
             *         },
             *         "defaultVariant": "off"
             *       },
             *       "old-banner": null
             *     }
             */
            flags: {
                [key: string]: {
                    [key: string]: unknown;
                } | null;
            };
        };
        FlagReceiptView: {
            /** @example checkout-7f9c-2 */
            instance: string;
            /** @example js-web/1.10 */
            sdk: string | null;
            /**
             * @example bulk
             * @enum {string}
             */
            door: "evaluation" | "bulk" | "sync" | "stream";
            /**
             * @description applied: answered by this revision, a later one or one that answers alike; pending: expected to be any moment; silent: not heard of.
             * @example applied
             * @enum {string}
             */
            state: "applied" | "pending" | "silent";
            /** @example 43 */
            revision: number;
            /**
             * @description Null: not yet, or the change is more than seven days ago and it is no longer known.
             * @example 2026-11-21T08:00:00.120Z
             */
            appliedAt: string | null;
            /**
             * @description From the change until it was applied.
             * @example 120
             */
            appliedMs: number | null;
            /** @example 2026-11-21T08:00:00.120Z */
            lastSeenAt: string;
            /** @example true */
            connected: boolean;
        };
        FlagReceiptsView: {
            /** @example 12 */
            applied: number;
            /**
             * @description Expected to apply it any moment.
             * @example 1
             */
            pending: number;
            /**
             * @description Not heard of, and so perhaps still answering as before.
             * @example 0
             */
            silent: number;
            /**
             * @description Null: none did, or the change is more than seven days ago and it is no longer known.
             * @example 2026-11-21T08:00:00.120Z
             */
            lastAppliedAt: string | null;
            /**
             * @description From the change until the last of those that applied it did.
             * @example 120
             */
            lastAppliedMs: number | null;
            /** @example checkout-new */
            flag: string;
            /** @example production */
            environment: string;
            /** @example 43 */
            revision: number;
            /** @example 2026-11-21T08:00:00.000Z */
            changedAt: string;
            /** @example 2026-11-21T08:00:01.000Z */
            asOf: string;
            items: components["schemas"]["FlagReceiptView"][];
            nextCursor: string | null;
        };
        FlagInstanceView: {
            /** @example production */
            environment: string;
            /** @example checkout-7f9c-2 */
            instance: string;
            /** @example js-web/1.10 */
            sdk: string | null;
            /**
             * @description How it asked last: flag by flag, for all flags, for the flagd document, or by the stream of changes.
             * @example bulk
             * @enum {string}
             */
            door: "evaluation" | "bulk" | "sync" | "stream";
            /**
             * @description The latest revision that it was handed answers of, or said to have applied.
             * @example 43
             */
            revision: number;
            /** @example 2026-11-21T07:00:00.000Z */
            firstSeenAt: string;
            /**
             * @description Its last request.
             * @example 2026-11-21T08:00:00.120Z
             */
            lastSeenAt: string;
            /**
             * @description Whether a stream of it is open.
             * @example true
             */
            connected: boolean;
        };
        FlagInstancePage: {
            items: components["schemas"]["FlagInstanceView"][];
            nextCursor: string | null;
        };
        AppliedBody: {
            /**
             * @description The id of the last event that the instance has applied.
             * @example 43
             */
            revision: number;
            /** @example loop-node/1.0 */
            sdk?: string | null;
        };
        OutgoingView: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /**
             * @example webhook
             * @enum {string}
             */
            kind: "webhook" | "slack";
            /** @example Deploy channel */
            name: string;
            /**
             * @description The address without what may be secret in it.
             * @example https://hooks.example.com
             */
            target: string;
            /**
             * @example [
             *       "flip",
             *       "kill"
             *     ]
             */
            events: ("flip" | "kill" | "create" | "change" | "rules" | "extend" | "drill" | "complete" | "archive" | "revive" | "request_change" | "approve_request" | "reject_request" | "review_kill" | "debt")[];
            /**
             * @example [
             *       "checkout"
             *     ]
             */
            services: string[] | null;
            /**
             * @example [
             *       "production"
             *     ]
             */
            environments: string[] | null;
            /** @example true */
            active: boolean;
            /**
             * @description Deliveries that wait for their next try.
             * @example 0
             */
            due: number;
            /**
             * @description Deliveries that were given up.
             * @example 0
             */
            failed: number;
            /** @example 2026-11-21T08:00:00.000Z */
            lastDeliveredAt: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /** @example ana */
            createdBy: string;
        };
        OutgoingPage: {
            /** @example null */
            nextCursor: string | null;
            items: components["schemas"]["OutgoingView"][];
        };
        NewOutgoingBody: {
            /**
             * @example [
             *       "flip",
             *       "kill"
             *     ]
             */
            events?: ("flip" | "kill" | "create" | "change" | "rules" | "extend" | "drill" | "complete" | "archive" | "revive" | "request_change" | "approve_request" | "reject_request" | "review_kill" | "debt")[];
            /**
             * @description Only of these services; null or left out: of all.
             * @example [
             *       "checkout"
             *     ]
             */
            services?: string[] | null;
            /**
             * @description Only what happens in these environments; null or left out: in all.
             * @example [
             *       "production"
             *     ]
             */
            environments?: string[] | null;
            /**
             * @description False: nothing is sent meanwhile; what happens then is not sent later.
             * @example true
             */
            active?: boolean;
            /**
             * @example webhook
             * @enum {string}
             */
            kind: "webhook" | "slack";
            /** @example Deploy channel */
            name: string;
            /**
             * Format: uri
             * @example https://hooks.example.com/loop
             */
            url: string;
        };
        NewOutgoingView: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /**
             * @example webhook
             * @enum {string}
             */
            kind: "webhook" | "slack";
            /** @example Deploy channel */
            name: string;
            /**
             * @description The address without what may be secret in it.
             * @example https://hooks.example.com
             */
            target: string;
            /**
             * @example [
             *       "flip",
             *       "kill"
             *     ]
             */
            events: ("flip" | "kill" | "create" | "change" | "rules" | "extend" | "drill" | "complete" | "archive" | "revive" | "request_change" | "approve_request" | "reject_request" | "review_kill" | "debt")[];
            /**
             * @example [
             *       "checkout"
             *     ]
             */
            services: string[] | null;
            /**
             * @example [
             *       "production"
             *     ]
             */
            environments: string[] | null;
            /** @example true */
            active: boolean;
            /**
             * @description Deliveries that wait for their next try.
             * @example 0
             */
            due: number;
            /**
             * @description Deliveries that were given up.
             * @example 0
             */
            failed: number;
            /** @example 2026-11-21T08:00:00.000Z */
            lastDeliveredAt: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /** @example ana */
            createdBy: string;
            /**
             * @description What a webhook's messages are signed with, shown only here; null for Slack.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string | null;
        };
        OutgoingPatch: {
            /**
             * @example [
             *       "flip",
             *       "kill"
             *     ]
             */
            events?: ("flip" | "kill" | "create" | "change" | "rules" | "extend" | "drill" | "complete" | "archive" | "revive" | "request_change" | "approve_request" | "reject_request" | "review_kill" | "debt")[];
            /**
             * @description Only of these services; null or left out: of all.
             * @example [
             *       "checkout"
             *     ]
             */
            services?: string[] | null;
            /**
             * @description Only what happens in these environments; null or left out: in all.
             * @example [
             *       "production"
             *     ]
             */
            environments?: string[] | null;
            /**
             * @description False: nothing is sent meanwhile; what happens then is not sent later.
             * @example true
             */
            active?: boolean;
            /** @example Deploy channel */
            name?: string;
            /**
             * Format: uri
             * @description Where messages go. Kept encrypted; never shown again in whole.
             * @example https://hooks.example.com/loop
             */
            url?: string;
        };
        OutgoingTest: {
            /** @example true */
            ok: boolean;
            /** @example https://hooks.example.com answered 204. */
            detail: string;
        };
        DeliveryView: {
            /** @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10 */
            id: string;
            /**
             * @description The message's id, the same through all tries.
             * @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f11
             */
            message: string;
            /** @example flag.kill */
            type: string;
            /** @example checkout-new */
            flag: string | null;
            /** @example production */
            environment: string | null;
            /**
             * @example due
             * @enum {string}
             */
            state: "due" | "delivered" | "failed";
            /** @example 2 */
            tries: number;
            /**
             * @description What the last try was answered; null: nothing.
             * @example 503
             */
            status: number | null;
            /**
             * @description Why the last try failed.
             * @example answered 503
             */
            error: string | null;
            /**
             * @description When it is tried next; null: never.
             * @example 2026-11-21T08:00:30.000Z
             */
            nextTryAt: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /** @example null */
            deliveredAt: string | null;
        };
        DeliveryPage: {
            /** @example null */
            nextCursor: string | null;
            items: components["schemas"]["DeliveryView"][];
        };
        CauseBody: {
            /**
             * @example [
             *       "deploy-4711"
             *     ]
             */
            deployments?: string[];
            /** @example checkout-new */
            flag?: string;
            /**
             * @description Not ours: it counts against no deployment.
             * @example false
             */
            external?: boolean;
        };
        NewIncident: {
            /** @example Checkout answers 500 */
            title: string;
            /** @example checkout */
            service: string;
            /**
             * @description Default: `production`, else the service's only production environment.
             * @example production
             */
            environment?: string | null;
            /**
             * @example sev2
             * @enum {string}
             */
            severity: "sev1" | "sev2" | "sev3" | "sev4";
            /**
             * @description Start of the impact; default now.
             * @example 2026-11-21T08:00:00Z
             */
            startedAt?: string | null;
            /** @example 2026-11-21T08:04:00Z */
            detectedAt?: string | null;
            /**
             * @description An exercise; metrics leave it out.
             * @default false
             */
            drill?: boolean;
            cause?: components["schemas"]["CauseBody"] | null;
        };
        MitigationView: {
            /** @enum {string} */
            by: "flag_off" | "rollback" | "roll_forward" | "config" | "other";
            /** @example checkout-new */
            flag: string | null;
            deployment: string | null;
            /** @example 2026-11-21T08:20:00.000Z */
            at: string;
            /**
             * @description `at` is the moment of the flip or the rollback itself.
             * @example true
             */
            exact: boolean;
            note: string | null;
        };
        IncidentView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @enum {string} */
            state: "declared" | "acknowledged" | "mitigated" | "restored" | "resolved";
            /** @example Checkout answers 500 */
            title: string | null;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @enum {string|null} */
            severity: "sev1" | "sev2" | "sev3" | "sev4" | null;
            /** @example 2026-11-21T08:00:00.000Z */
            startedAt: string;
            detectedAt: string | null;
            acknowledgedAt: string | null;
            acknowledgedBy: string | null;
            mitigatedAt: string | null;
            restoredAt: string | null;
            resolvedAt: string | null;
            /** @enum {string|null} */
            restoredBy: "flag_off" | "rollback" | "roll_forward" | "config" | "other" | null;
            cause: components["schemas"]["CauseBody"] | null;
            duplicateOf: string | null;
            /** @example false */
            drill: boolean;
            /**
             * @description The run of a drill that it belongs to, where it said so.
             * @example null
             */
            drillRun: string | null;
            mitigations: components["schemas"]["MitigationView"][];
            /**
             * @description Declared by a person, told by a fact, or declared by an alert.
             * @enum {string}
             */
            source: "declared" | "fact" | "alert";
            alert: string | null;
            /** @example 2026-11-21T08:05:00.000Z */
            declaredAt: string;
            /** @example ada */
            declaredBy: string;
        };
        IncidentPage: {
            items: components["schemas"]["IncidentView"][];
            nextCursor: string | null;
        };
        IncidentPatch: {
            /** @example Checkout answers 500 for cards */
            title?: string;
            /** @enum {string} */
            severity?: "sev1" | "sev2" | "sev3" | "sev4";
            cause?: components["schemas"]["CauseBody"] | null;
            /** @description The incident that this one is the same as. */
            duplicateOf?: string | null;
        };
        MitigateBody: {
            /**
             * @example flag_off
             * @enum {string}
             */
            by: "flag_off" | "rollback" | "roll_forward" | "config" | "other";
            /** @example checkout-new */
            flag?: string | null;
            /** @example deploy-4712 */
            deployment?: string | null;
            /** @example Back to the old form */
            note?: string | null;
        };
        RestoreBody: {
            note?: string | null;
            /**
             * @description Default: the last kill or rollback of the incident if it still holds, else now.
             * @example 2026-11-21T08:20:00Z
             */
            at?: string | null;
            /**
             * @description Default: the mode of the last mitigation, else `other`.
             * @enum {string|null}
             */
            by?: "flag_off" | "rollback" | "roll_forward" | "config" | "other" | null;
        };
        StepBody: {
            note?: string | null;
        };
        TimelineEntryView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 2026-11-21T08:20:00.000Z */
            at: string;
            /** @enum {string} */
            kind: "declared" | "acknowledged" | "mitigated" | "restored" | "resolved" | "reopened" | "changed" | "flip" | "deployment" | "alert" | "note";
            /** @example ada */
            actor: string;
            /** @example ada */
            person: string | null;
            note: string | null;
            /**
             * @description How it was mitigated or restored.
             * @enum {string|null}
             */
            by?: "flag_off" | "rollback" | "roll_forward" | "config" | "other" | null;
            /** @example checkout-new */
            flag?: string | null;
            /** @description Id of the flip. */
            flip?: string;
            /** @description To what the flag was flipped. */
            on?: boolean;
            /** @example deploy-4712 */
            deployment?: string | null;
            /** @example production */
            environment?: string | null;
            /** @description What was corrected. */
            changes?: components["schemas"]["IncidentPatch"];
        };
        TimelinePage: {
            items: components["schemas"]["TimelineEntryView"][];
            nextCursor: string | null;
        };
        NoteBody: {
            /**
             * @description Default now.
             * @example 2026-11-21T08:10:00Z
             */
            at?: string | null;
            /** @example Error rate is falling */
            note: string;
        };
        RecentChangeView: {
            /** @enum {string} */
            kind: "deployment" | "flip";
            /** @example acme/shop#deployment-17 */
            id: string;
            /** @example 2026-11-21T07:52:00.000Z */
            at: string;
            /** @example production */
            environment: string;
            /** @example Deployed 3f2a91c */
            title: string;
            /**
             * @description Of a deployment, where it is known.
             * @example 3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6
             */
            sha?: string;
            /**
             * @description Of a flip.
             * @example checkout-new
             */
            flag?: string;
            /**
             * @description Of a flip: to what.
             * @example true
             */
            on?: boolean;
            /**
             * @description Of a flip: who did it.
             * @example ana
             */
            actor?: string;
            /**
             * @description Of a deployment, where it is known.
             * @example https://github.com/acme/shop/actions/runs/17
             */
            url?: string;
        };
        DurationsView: {
            /** @example 240 */
            detectSeconds: number | null;
            /** @example 300 */
            acknowledgeSeconds: number | null;
            /** @example 1200 */
            mitigateSeconds: number | null;
            /** @example 1200 */
            restoreSeconds: number | null;
        };
        StoryLine: {
            /** @example 2026-11-21T08:20:00.000Z */
            at: string;
            /** @example mitigated (ada): by flag_off, flag checkout-new */
            text: string;
        };
        ActionOwner: {
            /** @example payments */
            team?: string | null;
            /** @example ana */
            person?: string | null;
        };
        FailingCheck: {
            /** @example unit */
            name: string;
            /** @example failure */
            conclusion: string | null;
        };
        WaitingView: {
            /**
             * @example not_merged
             * @enum {string}
             */
            reason: "no_change_linked" | "change_unknown" | "not_merged" | "closed_unmerged" | "reverted" | "checks_not_green";
            /** @example acme/shop#12 is not merged yet. */
            detail: string;
            failing?: components["schemas"]["FailingCheck"][];
        };
        ActionView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 019a9f5e-0000-7000-8000-000000000001 */
            postmortem: string;
            /** @example 019a9f5e-0000-7000-8000-000000000002 */
            incident: string;
            /** @example checkout */
            service: string;
            /** @example Contract test between form and API */
            title: string;
            /** @enum {string} */
            kind: "test" | "contract" | "flag_default" | "monitoring" | "other";
            /**
             * @example {
             *       "team": "payments"
             *     }
             */
            owner: components["schemas"]["ActionOwner"];
            /** @example 2026-12-05T00:00:00.000Z */
            dueAt: string;
            /** @example OPS-31 */
            ticket: string | null;
            /** @enum {string} */
            state: "open" | "done";
            /** @example acme/shop#12 */
            change: string | null;
            /** @description What an open action waits for; null once it is done. */
            waiting: components["schemas"]["WaitingView"] | null;
            doneAt: string | null;
            /** @example 2026-11-21T10:00:00.000Z */
            createdAt: string;
            /** @example ada */
            createdBy: string;
        };
        PostmortemView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @enum {string} */
            state: "draft" | "in_review" | "published";
            /** @example 019a9f5e-0000-7000-8000-000000000001 */
            incident: string;
            /** @example checkout */
            service: string;
            /** @example Postmortem: checkout answers 500 */
            title: string;
            /** @example The new form asked the old API. */
            summary: string;
            /** @example One order in three failed for 20 minutes. */
            impact: string;
            durations: components["schemas"]["DurationsView"];
            timeline: components["schemas"]["StoryLine"][];
            contributingFactors: string[];
            wentWell: string[];
            wentWrong: string[];
            gotLucky: string[];
            /** @example ada */
            author: string;
            reviewRequestedAt: string | null;
            /** @example bob */
            reviewedBy: string | null;
            reviewedAt: string | null;
            reviewNote: string | null;
            publishedAt: string | null;
            publishedBy: string | null;
            actions: components["schemas"]["ActionView"][];
            /** @example 2026-11-21T10:00:00.000Z */
            createdAt: string;
            /** @example 2026-11-21T10:00:00.000Z */
            updatedAt: string;
        };
        PostmortemPage: {
            items: components["schemas"]["PostmortemView"][];
            nextCursor: string | null;
        };
        PostmortemPatch: {
            /** @example Postmortem: checkout answers 500 */
            title?: string;
            /** @example The new form asked the old API. */
            summary?: string;
            /** @example One order in three failed for 20 minutes. */
            impact?: string;
            timeline?: components["schemas"]["StoryLine"][];
            /**
             * @example [
             *       "No contract test between form and API"
             *     ]
             */
            contributingFactors?: string[];
            wentWell?: string[];
            wentWrong?: string[];
            gotLucky?: string[];
        };
        ReviewBody: {
            /**
             * @description Of a reviewer: false asks for changes; default true.
             * @example true
             */
            approve?: boolean;
            /** @example Clear; the contract test is the point. */
            note?: string | null;
        };
        NewAction: {
            /** @example Contract test between form and API */
            title: string;
            /**
             * @example contract
             * @enum {string}
             */
            kind: "test" | "contract" | "flag_default" | "monitoring" | "other";
            /**
             * @example {
             *       "team": "payments"
             *     }
             */
            owner: components["schemas"]["ActionOwner"];
            /** @example 2026-12-05T00:00:00Z */
            dueAt: string;
            /**
             * @description An address or a tracker key.
             * @example OPS-31
             */
            ticket?: string | null;
        };
        ActionPage: {
            items: components["schemas"]["ActionView"][];
            nextCursor: string | null;
        };
        ActionPatch: {
            title?: string;
            /** @enum {string} */
            kind?: "test" | "contract" | "flag_default" | "monitoring" | "other";
            /**
             * @example {
             *       "person": "ana"
             *     }
             */
            owner?: components["schemas"]["ActionOwner"];
            /** @example 2026-12-12T00:00:00Z */
            dueAt?: string;
            ticket?: string | null;
        };
        LinkBody: {
            /**
             * @description Id of the change that does it, such as `owner/name#12`; it may be told later.
             * @example acme/shop#12
             */
            change: string;
        };
        DoraWindow: {
            /** @example 2026-08-01T00:00:00.000Z */
            from: string;
            /** @example 2026-10-30T00:00:00.000Z */
            to: string;
            /**
             * @description Length in days of 24 hours, not rounded.
             * @example 90
             */
            days: number;
            /** @example UTC */
            timezone: string;
        };
        DoraScope: {
            /** @example checkout-api */
            service: string | null;
            /** @example null */
            team: string | null;
            /**
             * @description Null: the production environments.
             * @example null
             */
            environment: string | null;
        };
        StageNumbers: {
            /** @example 5400 */
            medianSeconds: number | null;
            /** @example 120 */
            n: number;
        };
        LeadTimeStages: {
            coding: components["schemas"]["StageNumbers"];
            pickup: components["schemas"]["StageNumbers"];
            review: components["schemas"]["StageNumbers"];
            deploy: components["schemas"]["StageNumbers"];
        };
        LeadTimeNumbers: {
            /** @example 86400 */
            medianSeconds: number | null;
            /**
             * @example [
             *       79200,
             *       93600
             *     ]
             */
            ci95: number[] | null;
            /** @example 120 */
            n: number;
            /**
             * @description Merged, but not deployed at the end of the window (or now, if that is earlier).
             * @example 3
             */
            pending: number;
            /**
             * @description In the range of the first deployment ever seen.
             * @example 0
             */
            unattributed: number;
            /**
             * @description Counted from `openedAt`, since no commit is known.
             * @example 4
             */
            approximate: number;
            stages: components["schemas"]["LeadTimeStages"];
        };
        DeploymentFrequencyNumbers: {
            /** @example 180 */
            count: number;
            /** @example 61 */
            activeDays: number;
            /** @example 2 */
            perDay: number;
            /** @example 14 */
            perWeek: number;
        };
        ChangeFailRateNumbers: {
            /** @example 9 */
            failed: number;
            /** @example 180 */
            total: number;
            /** @example 0.05 */
            rate: number | null;
            /**
             * @example [
             *       0.027,
             *       0.092
             *     ]
             */
            ci95: number[] | null;
        };
        RecoveryModes: {
            flag_off: number;
            rollback: number;
            roll_forward: number;
            config: number;
            other: number;
        };
        RecoveryTimeNumbers: {
            /**
             * @description Kaplan–Meier median; null where fewer than half are estimated to have recovered.
             * @example 2700
             */
            medianSeconds: number | null;
            /**
             * @description Longest observed time, where there is no median.
             * @example null
             */
            lowerBoundSeconds: number | null;
            /**
             * @description Open failures included.
             * @example 10
             */
            n: number;
            /** @example 1 */
            open: number;
            byMode: components["schemas"]["RecoveryModes"];
        };
        ReworkRateNumbers: {
            /** @example 12 */
            rework: number;
            /** @example 180 */
            total: number;
            /** @example 0.067 */
            rate: number | null;
            /**
             * @example [
             *       0.039,
             *       0.113
             *     ]
             */
            ci95: number[] | null;
        };
        IncidentNumbers: {
            /** @example 14 */
            total: number;
            /** @example 2 */
            external: number;
            /** @example 1 */
            unlinked: number;
            /** @example 1 */
            duplicates: number;
        };
        DoraAnswer: {
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            /** @example 2026-11-21T08:00:00.000Z */
            asOf: string;
            window: components["schemas"]["DoraWindow"];
            scope: components["schemas"]["DoraScope"];
            leadTime: components["schemas"]["LeadTimeNumbers"];
            deploymentFrequency: components["schemas"]["DeploymentFrequencyNumbers"];
            changeFailRate: components["schemas"]["ChangeFailRateNumbers"];
            recoveryTime: components["schemas"]["RecoveryTimeNumbers"];
            reworkRate: components["schemas"]["ReworkRateNumbers"];
            incidents: components["schemas"]["IncidentNumbers"];
        };
        DoraBucket: {
            /** @example 2026-08-01T00:00:00.000Z */
            from: string;
            /** @example 2026-08-08T00:00:00.000Z */
            to: string;
            leadTime: components["schemas"]["LeadTimeNumbers"];
            deploymentFrequency: components["schemas"]["DeploymentFrequencyNumbers"];
            changeFailRate: components["schemas"]["ChangeFailRateNumbers"];
            recoveryTime: components["schemas"]["RecoveryTimeNumbers"];
            reworkRate: components["schemas"]["ReworkRateNumbers"];
            incidents: components["schemas"]["IncidentNumbers"];
        };
        DoraSeries: {
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            buckets: components["schemas"]["DoraBucket"][];
            window: components["schemas"]["DoraWindow"];
            scope: components["schemas"]["DoraScope"];
            asOf: string;
        };
        DeploymentLinkRow: {
            incident: string;
            method: string;
            confidence: number | null;
        };
        FailureRecovery: {
            /**
             * @description From the first start of impact to the last restoration, or how long it has lasted so far where `open`.
             * @example 2700
             */
            seconds: number;
            /** @example false */
            open: boolean;
            /**
             * @description `flag_off`, `rollback`, `roll_forward`, `config` or `other`; null while it is open.
             * @example rollback
             */
            mode: string | null;
        };
        CarriedStages: {
            /** @example 5400 */
            coding: number | null;
            /** @example 1800 */
            pickup: number | null;
            /** @example 7200 */
            review: number | null;
            /** @example null */
            deploy: number | null;
        };
        CarriedChangeRow: {
            /** @example acme/shop#12 */
            id: string;
            /**
             * @description How it was found to be in this deployment: `explicit`, `graph`, `time`, or `first` (of unknowable lead time).
             * @example graph
             */
            method: string;
            /** @example 86400 */
            leadTimeSeconds: number | null;
            /** @example false */
            approximate: boolean;
            /**
             * @description Whether it is among the `n` of the lead time: known, and at its first production deployment unless an environment was named.
             * @example true
             */
            counted: boolean;
            /** @description Seconds; a null stage is unknown or would be negative. */
            stages: components["schemas"]["CarriedStages"];
        };
        DeploymentRowView: {
            /** @example deploy-1042 */
            id: string;
            /**
             * @description The run of a drill that it belongs to.
             * @example null
             */
            drillRun: string | null;
            sha: string | null;
            reason: string | null;
            url: string | null;
            /** @description How sure that is, from 0 to 1. */
            confidence: number | null;
            /** @description `redeploy` or `rollback`, which carry nothing new. */
            idle: string | null;
            /** @description `hotfix`, `rollback`, `label`, `revert` or `remedy`. */
            reworkBy: string | null;
            incidents: components["schemas"]["DeploymentLinkRow"][];
            /** @description Of the failure, all its incidents together; null: it did not fail. */
            recovery: components["schemas"]["FailureRecovery"] | null;
            changes: components["schemas"]["CarriedChangeRow"][];
            service: string;
            environment: string;
            finishedAt: string;
            /** @description How its changes were found: `explicit`, `graph`, `time` or `first`. */
            method: string;
            failed: boolean;
            rework: boolean;
        };
        DeploymentRowsPage: {
            items: components["schemas"]["DeploymentRowView"][];
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            nextCursor: string | null;
        };
        RowCorrection: {
            reason: string;
            by: string;
            at: string;
        };
        IncidentRowView: {
            /**
             * @description The run of a drill that it belongs to, where it said so.
             * @example null
             */
            drillRun: string | null;
            title: string | null;
            confidence: number | null;
            /** @description The flag whose flip caused it. */
            flag: string | null;
            flip: string | null;
            restoredAt: string | null;
            /** @description `stated`, `observed` (a flip to off or a rollback that held) or `resolved`. */
            restoredFrom: string | null;
            mode: string | null;
            correction: components["schemas"]["RowCorrection"] | null;
            id: string;
            service: string;
            environment: string;
            drill: boolean;
            startedAt: string;
            /** @description `correction`, `explicit`, `reference`, `latest`, `duplicate` or `none`. */
            method: string;
            external: boolean;
            duplicate: boolean;
            unlinked: boolean;
            deployments: string[];
            /** @description Time to recovery, or how long it has lasted so far where `open`. */
            seconds: number;
            open: boolean;
        };
        IncidentRowsPage: {
            items: components["schemas"]["IncidentRowView"][];
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            nextCursor: string | null;
        };
        LinkView: {
            /** @example incident-17 */
            incident: string;
            /**
             * @example [
             *       "deploy-1042"
             *     ]
             */
            deployments: string[];
            /** @example false */
            external: boolean;
            /**
             * @description Of the correction; null: nobody corrected it.
             * @example The pool was exhausted by the release before the last one.
             */
            reason: string | null;
            /**
             * @description `correction`, `explicit`, `reference`, `latest`, `duplicate` or `none`.
             * @example correction
             */
            method: string;
            /** @example 1 */
            confidence: number | null;
            /** @example ana */
            correctedBy: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            correctedAt: string | null;
        };
        CorrectionBody: {
            /**
             * @description Ids of the deployments that caused it; empty: none did.
             * @example [
             *       "deploy-1042"
             *     ]
             */
            deployments?: string[];
            /**
             * @description It came from outside: no deployment of ours caused it.
             * @example true
             */
            external?: boolean;
            /** @example The pool was exhausted by the release before the last one. */
            reason: string;
        };
        SnapshotScope: {
            /** @example checkout */
            service?: string;
            /** @example payments */
            team?: string;
            /** @example production */
            environment?: string;
        };
        NewSnapshotBody: {
            /**
             * @description `include` counts what drills did as well.
             * @default exclude
             * @example include
             * @enum {string}
             */
            drills?: "exclude" | "include";
            /**
             * @description The run of a drill: what it did is counted, and nothing else. Goes before `drills`.
             * @example 019a7b3e-5d51-7c20-9a76-1f0f3b1b8f10
             */
            drill?: string;
            /** @example before the pipeline was split */
            name: string;
            /** @example 2026-08-01T00:00:00Z */
            from: string;
            /** @example 2026-11-01T00:00:00Z */
            to: string;
            scope: components["schemas"]["SnapshotScope"];
        };
        DoraKeys: {
            leadTime: components["schemas"]["LeadTimeNumbers"];
            deploymentFrequency: components["schemas"]["DeploymentFrequencyNumbers"];
            changeFailRate: components["schemas"]["ChangeFailRateNumbers"];
            recoveryTime: components["schemas"]["RecoveryTimeNumbers"];
            reworkRate: components["schemas"]["ReworkRateNumbers"];
            incidents: components["schemas"]["IncidentNumbers"];
        };
        FactsDigest: {
            /** @example 412 */
            count: number;
            sha256: string;
        };
        SnapshotView: {
            /** @example before the loop */
            name: string;
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            /** @description The numbers as they were known at `createdAt`, as `GET /api/v1/dora` answers them. */
            metrics: components["schemas"]["DoraKeys"];
            facts: components["schemas"]["FactsDigest"];
            id: string;
            scope: components["schemas"]["SnapshotScope"];
            from: string;
            to: string;
            createdAt: string;
            createdBy: string;
        };
        SnapshotPage: {
            items: components["schemas"]["SnapshotView"][];
            nextCursor: string | null;
        };
        SnapshotBytes: {
            facts: components["schemas"]["FactsDigest"];
            sha256: string;
        };
        Verification: {
            kept: components["schemas"]["SnapshotBytes"];
            present: components["schemas"]["SnapshotBytes"];
            /** @description The numbers that the present facts give. */
            metrics: components["schemas"]["DoraKeys"];
            id: string;
            /** @description Whether the present facts give the very bytes that were kept. */
            same: boolean;
            checkedAt: string;
        };
        ComparedSnapshot: {
            /** @example before the loop */
            name: string;
            scope: components["schemas"]["SnapshotScope"];
            /**
             * @description Whether drills are left out, counted too, or the run that alone is counted.
             * @example excluded
             */
            drills: ("excluded" | "included") | {
                run: string;
            };
            id: string;
            from: string;
            to: string;
        };
        RateDifference: {
            /** @example -0.08 */
            difference: number;
            /**
             * @example [
             *       -0.12,
             *       -0.02
             *     ]
             */
            ci95: number[];
            /** @example 0.012 */
            p: number;
        };
        StratifiedDifference: {
            /** @example -0.08 */
            difference: number;
            /**
             * @example [
             *       -0.12,
             *       -0.02
             *     ]
             */
            ci95: number[];
            /** @example 0.012 */
            p: number;
            /**
             * @description Services that deployed in both windows.
             * @example 3
             */
            services: number;
        };
        ChangeSizes: {
            /**
             * @description Lines added and deleted.
             * @example 120
             */
            medianBefore: number | null;
            /** @example 85 */
            medianAfter: number | null;
            /**
             * @description Hodges–Lehmann.
             * @example -30
             */
            shift: number | null;
            /** @example 0.04 */
            p: number | null;
            shifted: boolean;
        };
        ChangeKindShare: {
            /**
             * @description The change's first label; null: none.
             * @example bug
             */
            kind: string | null;
            /** @example 0.25 */
            before: number;
            /** @example 0.2 */
            after: number;
        };
        ChangeKinds: {
            /**
             * @description Total variation distance of the shares, from 0 to 1.
             * @example 0.05
             */
            distance: number | null;
            shares: components["schemas"]["ChangeKindShare"][];
            shifted: boolean;
        };
        WorkloadAnswer: {
            /** @enum {string} */
            verdict: "same" | "mix_shifted" | "insufficient_data";
            /** @description Change fail rates, all services together; null: one window has no deployments. */
            pooled: components["schemas"]["RateDifference"] | null;
            /** @description The same service by service; null: no service deployed in both windows. */
            stratified: components["schemas"]["StratifiedDifference"] | null;
            changeSize: components["schemas"]["ChangeSizes"];
            changeKind: components["schemas"]["ChangeKinds"];
            detail: string;
        };
        MetricSideAnswer: {
            value: number | null;
            n: number;
        };
        EffectAnswer: {
            /** @enum {string} */
            unit: "seconds" | "ratio" | "difference";
            value: number | null;
        };
        MetricComparisonAnswer: {
            before: components["schemas"]["MetricSideAnswer"];
            after: components["schemas"]["MetricSideAnswer"];
            effect: components["schemas"]["EffectAnswer"];
            /**
             * @example [
             *       -0.12,
             *       -0.02
             *     ]
             */
            ci95: (number | null)[] | null;
            /** @enum {string} */
            verdict: "improved" | "worse" | "inconclusive" | "insufficient_data";
            p: number | null;
            /** @description How many each side would need for 80 % power at the effect seen. */
            neededN?: number;
            /** @description How interval and p were found. */
            method: string;
        };
        MetricsComparisonAnswer: {
            leadTime: components["schemas"]["MetricComparisonAnswer"];
            deploymentFrequency: components["schemas"]["MetricComparisonAnswer"];
            changeFailRate: components["schemas"]["MetricComparisonAnswer"];
            recoveryTime: components["schemas"]["MetricComparisonAnswer"];
        };
        ComparisonAnswer: {
            before: components["schemas"]["ComparedSnapshot"];
            after: components["schemas"]["ComparedSnapshot"];
            workload: components["schemas"]["WorkloadAnswer"];
            metrics: components["schemas"]["MetricsComparisonAnswer"];
        };
        ChangeFailBody: {
            /** @example checkout */
            service: string;
            /**
             * @description Default: the production environments.
             * @example production
             */
            environment?: string;
            /**
             * @example release
             * @enum {string}
             */
            intent: "release" | "rollback" | "incident_fix";
            sha?: string;
        };
        ReasonView: {
            /** @example expired */
            rule: string;
            /**
             * @description What the rule speaks of: the key of a flag, a check, a service.
             * @example checkout-new
             */
            subject: string;
            /** @example The flag is past its expiry: remove it, or complete it and archive it. */
            detail: string;
            since?: string;
            owner?: string;
            /** @description What lifts this rule, and until when. */
            waiver?: string;
            path?: string;
            line?: number;
        };
        OutcomeView: {
            deployment: string;
            finishedAt: string;
            failed: boolean;
            /** @description S after it. */
            s: number;
        };
        RecoveryChartView: {
            /** @description The CUSUM of recovery times. */
            s: number;
            tripped: boolean;
            n: number;
        };
        AppliedOverrideView: {
            reason: string;
            expiresAt: string;
        };
        GovernorView: {
            /** @enum {string} */
            state: "clear" | "watch" | "tripped" | "insufficient_data";
            /** @example 4 */
            threshold: number;
            /** @description The deployments that it counts, in order. */
            outcomes: components["schemas"]["OutcomeView"][];
            recovery: components["schemas"]["RecoveryChartView"];
            /** @description The override that lifts it now. */
            override: components["schemas"]["AppliedOverrideView"] | null;
            /** @description The CUSUM of change failures. */
            s: number;
            /** @description How many deployments count. */
            n: number;
            /** @description Releases a day that a tripped governor allows. */
            budgetPerDay: number | null;
            usedLast24h: number;
            nextFreeAt: string | null;
        };
        ChangeFailVerdict: {
            /** @enum {string} */
            verdict: "pass" | "block" | "insufficient_data";
            /** @example flag-debt */
            guard: string;
            /** @example checkout */
            subject: string;
            reasons: components["schemas"]["ReasonView"][];
            /**
             * @example {
             *       "flags": 12,
             *       "expired": 1
             *     }
             */
            counts: {
                [key: string]: number;
            };
            governor: components["schemas"]["GovernorView"];
            id: string;
            checkedAt: string;
            url: string;
        };
        GovernorOverrideBody: {
            /** @example checkout */
            service: string;
            /** @example the failures came from a broken test cluster */
            reason: string;
            /** @example 2026-11-22T08:00:00Z */
            expiresAt: string;
        };
        GovernorOverrideView: {
            id: string;
            service: string;
            reason: string;
            expiresAt: string;
        };
        ReferenceBody: {
            flag: string;
            path: string;
            line: number;
        };
        FlagDebtBody: {
            /** @example checkout */
            service?: string;
            /** @example acme/shop */
            repository?: string;
            commit?: string;
            /** @description Where code mentions flags; without it, what the last scan of the repository found. */
            references?: components["schemas"]["ReferenceBody"][];
        };
        VerdictAnswer: {
            /** @enum {string} */
            verdict: "pass" | "block" | "insufficient_data";
            /** @example flag-debt */
            guard: string;
            /** @example checkout */
            subject: string;
            reasons: components["schemas"]["ReasonView"][];
            /**
             * @example {
             *       "flags": 12,
             *       "expired": 1
             *     }
             */
            counts: {
                [key: string]: number;
            };
            id: string;
            checkedAt: string;
            url: string;
        };
        MergeBody: {
            /** @example acme/shop */
            repository: string;
            /** @example acme/shop#12 */
            change?: string;
            sha?: string;
        };
        RequiredCheckBody: {
            name: string;
            app?: string;
        };
        MergePolicyView: {
            /** @example acme/shop */
            repository: string;
            requiredChecks: components["schemas"]["RequiredCheckBody"][];
        };
        MergePolicyBody: {
            /** @description Empty: back to every reported check. */
            requiredChecks: components["schemas"]["RequiredCheckBody"][];
        };
        ListedVerdict: {
            /** @enum {string} */
            verdict: "pass" | "block" | "insufficient_data";
            /** @example flag-debt */
            guard: string;
            /** @example checkout */
            subject: string;
            reasons: components["schemas"]["ReasonView"][];
            /**
             * @example {
             *       "flags": 12,
             *       "expired": 1
             *     }
             */
            counts: {
                [key: string]: number;
            };
            /**
             * @description Who asked: a person's key, or the name of a token.
             * @example checkout CI
             */
            askedBy: string;
            id: string;
            checkedAt: string;
            url: string;
        };
        VerdictPage: {
            items: components["schemas"]["ListedVerdict"][];
            nextCursor: string | null;
        };
        VerdictWithInputs: {
            /** @enum {string} */
            verdict: "pass" | "block" | "insufficient_data";
            /** @example flag-debt */
            guard: string;
            /** @example checkout */
            subject: string;
            reasons: components["schemas"]["ReasonView"][];
            /**
             * @example {
             *       "flags": 12,
             *       "expired": 1
             *     }
             */
            counts: {
                [key: string]: number;
            };
            /**
             * @description Who asked: a person's key, or the name of a token.
             * @example checkout CI
             */
            askedBy: string;
            /** @description As it was then; only of the change-fail guard. */
            governor?: components["schemas"]["GovernorView"];
            /** @description Everything it was decided from. */
            inputs: Record<string, never>;
            id: string;
            checkedAt: string;
            url: string;
        };
        ScenarioBody: {
            /**
             * @description YAML of the published schema, 256 KiB at most.
             * @example scenario: checkout-pricing
             *     title: Prices are wrong behind a flag
             *     service: shop
             *     environment: production
             *     …
             */
            yaml: string;
        };
        ScenarioView: {
            /** @example checkout-pricing */
            key: string;
            /** @example Prices are wrong behind a flag */
            title: string;
            /** @example shop */
            service: string;
            /**
             * @description As read, with everything that was left out; see `GET /api/v1/drill-scenarios/schema`.
             * @example {
             *       "scenario": "checkout-pricing"
             *     }
             */
            scenario: {
                [key: string]: unknown;
            };
            /**
             * @example scenario: checkout-pricing
             *     title: Prices are wrong behind a flag
             *     service: shop
             *     environment: production
             *     …
             */
            yaml: string;
            /** @example ada */
            updatedBy: string;
            /** @example 2026-11-21T10:00:00.000Z */
            updatedAt: string;
        };
        ScenarioRow: {
            /** @example checkout-pricing */
            key: string;
            /** @example Prices are wrong behind a flag */
            title: string;
            /** @example shop */
            service: string;
            /**
             * @description As read, with everything that was left out; see `GET /api/v1/drill-scenarios/schema`.
             * @example {
             *       "scenario": "checkout-pricing"
             *     }
             */
            scenario: {
                [key: string]: unknown;
            };
            /** @example ada */
            updatedBy: string;
            /** @example 2026-11-21T10:00:00.000Z */
            updatedAt: string;
        };
        ScenarioPage: {
            items: components["schemas"]["ScenarioRow"][];
            nextCursor: string | null;
        };
        NewDrill: {
            /**
             * @description Key of the scenario; each run keeps a copy of it.
             * @example checkout-pricing
             */
            scenario: string;
            /**
             * @description Default: the scenario's.
             * @example shop
             */
            service?: string;
            /**
             * @description Default: the scenario's.
             * @example production
             */
            environment?: string;
            /**
             * @description Injects are shown to the facilitator alone until they have happened. Default false.
             * @example false
             */
            surprise?: boolean;
            /**
             * @description Who leads; default: the person who asks for it.
             * @example fay
             */
            facilitator?: string;
            /**
             * @description `autopilot`: a program plays every role.
             * @example people
             * @enum {string}
             */
            mode: "people" | "autopilot";
            /**
             * @description `owner/name`; default: that of the service.
             * @example acme/shop
             */
            repository?: string;
            /**
             * @description Default: whoever is on call for the service.
             * @example rex
             */
            responder?: string;
            /**
             * @example [
             *       "oz"
             *     ]
             */
            observers?: string[];
            /**
             * @description Whoever is on call then is reminded a day and an hour before.
             * @example 2026-12-01T09:00:00.000Z
             */
            scheduledFor?: string;
        };
        PauseView: {
            /** @example 2026-11-21T09:05:00.000Z */
            from: string;
            /**
             * @description Null: it lasts.
             * @example 2026-11-21T09:10:00.000Z
             */
            to: string | null;
        };
        UndoneView: {
            /** @example turn pricing-new off in production */
            what: string;
            /**
             * @description `by_hand`: whoever runs the service does it.
             * @enum {string}
             */
            outcome: "done" | "nothing_to_do" | "refused" | "by_hand";
            /** @example null */
            detail: string | null;
        };
        ResultView: {
            /** @example 36 */
            passed: number;
            /** @example 0 */
            failed: number;
        };
        DrillView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @enum {string} */
            state: "planned" | "running" | "paused" | "finished" | "aborted" | "failed";
            /**
             * @description Key of its scenario.
             * @example checkout-pricing
             */
            scenario: string;
            /** @example Prices are wrong behind a flag */
            title: string;
            /** @enum {string} */
            mode: "people" | "autopilot";
            /** @example false */
            surprise: boolean;
            /** @example shop */
            service: string;
            /** @example production */
            environment: string;
            /** @example acme/shop */
            repository: string | null;
            /** @example fay */
            facilitator: string | null;
            /**
             * @description Null: whoever is on call.
             * @example rex
             */
            responder: string | null;
            /**
             * @example [
             *       "oz"
             *     ]
             */
            observers: string[];
            /** @example null */
            scheduledFor: string | null;
            /**
             * @description Key of the schedule that planned it.
             * @example null
             */
            schedule: string | null;
            /** @example 2026-11-21T09:00:00.000Z */
            startedAt: string | null;
            /** @example null */
            endedAt: string | null;
            /**
             * @description Why it was aborted or failed.
             * @example null
             */
            reason: string | null;
            pauses: components["schemas"]["PauseView"][];
            /** @description What the end of the run undid, and what it could not. */
            cleanup: components["schemas"]["UndoneView"][];
            /** @description How many of its checks passed and failed on what was recorded until its end; null: it goes on, never began, or was not judged. */
            result: components["schemas"]["ResultView"] | null;
            /** @example 2026-11-21T08:00:00.000Z */
            createdAt: string;
            /** @example fay */
            createdBy: string;
        };
        DrillPage: {
            items: components["schemas"]["DrillView"][];
            nextCursor: string | null;
        };
        StepShown: {
            /** @example kill */
            id: string;
            /** @example Kill the flag */
            title: string;
            /** @enum {string} */
            role: "facilitator" | "responder" | "observer";
            /** @example Kill it on the board, and name the incident. */
            detail: string;
        };
        InjectShown: {
            /** @example release */
            id: string;
            /** @example The new prices are released */
            title: string;
            /** @example 30 */
            atSeconds: number;
            /**
             * @description `flip` is done by firing it; the others happen where the service lives.
             * @example {
             *       "kind": "flip",
             *       "flag": "pricing-new",
             *       "on": true
             *     }
             */
            does: {
                [key: string]: unknown;
            };
            /** @example 2026-11-21T09:00:30.000Z */
            plannedAt: string | null;
            /** @example null */
            firedAt: string | null;
        };
        SignalShown: {
            /** @example paged */
            id: string;
            /** @example Somebody is paged */
            title: string;
            /** @enum {string} */
            signal: "alert" | "page" | "acknowledged" | "incident" | "mitigated" | "restored";
            /**
             * @description The inject that it follows.
             * @example release
             */
            after: string;
            /** @example 60 */
            withinSeconds: number;
            /** @enum {string} */
            state: "not_yet" | "awaited" | "seen" | "late" | "overdue";
            /** @example 2026-11-21T09:00:30.000Z */
            dueAt: string | null;
            /** @example null */
            seenAt: string | null;
        };
        DrillIncident: {
            /** @example 019a9f5e-0000-7000-8000-000000000001 */
            id: string;
            /** @example 2026-11-21T09:00:30.000Z */
            startedAt: string;
            acknowledgedAt: string | null;
            mitigatedAt: string | null;
            restoredAt: string | null;
        };
        RoleView: {
            /** @enum {string} */
            role: "facilitator" | "responder" | "observer";
            /** @enum {string} */
            state: "planned" | "running" | "paused" | "finished" | "aborted" | "failed";
            /**
             * @description What the role is told.
             * @example You are on call. Something is about to happen.
             */
            brief: string;
            steps: components["schemas"]["StepShown"][];
            /** @description Of a surprise, those that have happened, unless the role is the facilitator's. */
            injects: components["schemas"]["InjectShown"][];
            signals: components["schemas"]["SignalShown"][];
            /** @description The incident of the run. */
            incident: components["schemas"]["DrillIncident"] | null;
            /**
             * @description Who is on call for the service now.
             * @example rex
             */
            onCall: string | null;
            /** @example 2026-11-21T09:00:30.000Z */
            now: string;
            /**
             * @description On the clock of the run; null: it has not started.
             * @example 30
             */
            elapsedSeconds: number | null;
        };
        ReasonBody: {
            /** @example A real incident began. */
            reason: string;
        };
        DrillNoteBody: {
            /** @example Nobody looked at the latency chart for four minutes. */
            text: string;
        };
        DrillNoteView: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example 2026-11-21T09:12:00.000Z */
            at: string;
            /** @example oz */
            author: string;
            /** @example Nobody looked at the latency chart for four minutes. */
            text: string;
        };
        DrillNotePage: {
            items: components["schemas"]["DrillNoteView"][];
            nextCursor: string | null;
        };
        EvidenceItem: {
            /**
             * @description Of list parts every record is kept; of the others the last one.
             * @example probe
             * @enum {string}
             */
            part: "branches" | "builds" | "canaries" | "exposures" | "governor" | "injects" | "merges" | "mutants" | "probe" | "processes" | "receipts" | "refusedFlips" | "regressionTest" | "replayedDefect" | "snapshots" | "trunk" | "trunkReferences";
            /**
             * @description A record of this part; see the guide on drills.
             * @example {
             *       "at": "2026-11-21T09:00:00.000Z",
             *       "ok": true,
             *       "status": 200,
             *       "millis": 12,
             *       "sha": "4f2d1c"
             *     }
             */
            record: {
                [key: string]: unknown;
            };
        };
        EvidenceBody: {
            items: components["schemas"]["EvidenceItem"][];
        };
        EvidenceAccepted: {
            /**
             * @description How many records were taken.
             * @example 120
             */
            accepted: number;
        };
        EvidenceLinkView: {
            /** @example Incident 019a9f5e */
            label: string;
            /**
             * @description Where it is shown, under the address of the installation.
             * @example /incidents/019a9f5e-0000-7000-8000-000000000001
             */
            url?: string;
        };
        DrillCheckView: {
            /** @example recovered_by_flip */
            id: string;
            /**
             * @description The claim, as a sentence that is true where the check passes.
             * @example The service was restored by a flip
             */
            title: string;
            /** @enum {string} */
            status: "passed" | "failed" | "not_applicable";
            /**
             * @description What was found, in numbers.
             * @example pricing-new was killed by rex 41 s after the impact began, and that restored the incident.
             */
            detail: string;
            evidence: components["schemas"]["EvidenceLinkView"][];
        };
        DrillScoreView: {
            /** @enum {string} */
            id: "detect" | "acknowledge" | "declare" | "mitigate" | "recover";
            /** @example Impact to its detection */
            title: string;
            /**
             * @description Null: one of the two instants is not known.
             * @example 12
             */
            seconds: number | null;
            /**
             * @description Null: the scenario sets none.
             * @example 60
             */
            limitSeconds: number | null;
            /** @enum {string} */
            grade: "well within" | "within" | "near the limit" | "over the limit" | "measured" | "unknown";
        };
        DrillSnapshot: {
            /** @example 019a9f5e-0000-7000-8000-000000000002 */
            id: string;
            /** @example before */
            name: string;
        };
        ComparedMetricView: {
            /** @example leadTime */
            metric: string;
            /** @example Lead time */
            title: string;
            /** @example improved */
            verdict: string;
            /** @example 6 */
            nBefore: number | null;
            /** @example 6 */
            nAfter: number | null;
            /** @example null */
            neededN: number | null;
            /** @example median 61 s before (n 6), median 9 s after (n 6); effect -52 s, no interval. Improved. */
            words: string;
        };
        DrillComparison: {
            before: components["schemas"]["DrillSnapshot"];
            after: components["schemas"]["DrillSnapshot"];
            /** @example The same 6 changes in the same order, once each way. */
            workload: string;
            metrics: components["schemas"]["ComparedMetricView"][];
        };
        ReportNote: {
            /** @example 2026-11-21T09:12:00.000Z */
            at: string;
            /** @example oz */
            author: string;
            /** @example Nobody looked at the latency chart for four minutes. */
            text: string;
        };
        DrillReportView: {
            run: components["schemas"]["DrillView"];
            /**
             * @description Whether no check failed, and at least one was asked.
             * @example true
             */
            passed: boolean;
            checks: components["schemas"]["DrillCheckView"][];
            scores: components["schemas"]["DrillScoreView"][];
            /** @description Null: no two snapshots were recorded. */
            comparison: components["schemas"]["DrillComparison"] | null;
            notes: components["schemas"]["ReportNote"][];
            /**
             * @example [
             *       "Acknowledgement took 110 s of 120 s: leave more room."
             *     ]
             */
            improvements: string[];
        };
        DrillKeyView: {
            /** @enum {string} */
            algorithm: "ed25519";
            /**
             * @description PEM.
             * @example -----BEGIN PUBLIC KEY-----
             *     MCowBQYDK2VwAyEA…
             *     -----END PUBLIC KEY-----
             */
            publicKey: string;
            /**
             * @description Of its DER; `loop drill verify BUNDLE --key` takes it.
             * @example sha256:9f2c…
             */
            fingerprint: string;
        };
        RecurrenceBody: {
            /**
             * @example month
             * @enum {string}
             */
            every: "week" | "month" | "quarter";
            /**
             * @description The first such day of each week, month or quarter. Default: Monday.
             * @example tuesday
             * @enum {string}
             */
            weekday?: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
            /**
             * @description Wall time in the time zone.
             * @example 09:30
             */
            at: string;
            /** @example Europe/Berlin */
            timezone: string;
        };
        DrillScheduleBody: {
            /**
             * @description Key of the scenario; each run keeps a copy of it.
             * @example checkout-pricing
             */
            scenario: string;
            /**
             * @description Default: the scenario's.
             * @example shop
             */
            service?: string;
            /**
             * @description Default: the scenario's.
             * @example production
             */
            environment?: string;
            /**
             * @description Injects are shown to the facilitator alone until they have happened. Default false.
             * @example false
             */
            surprise?: boolean;
            /**
             * @description Who leads; default: the person who asks for it.
             * @example fay
             */
            facilitator?: string;
            recurrence: components["schemas"]["RecurrenceBody"];
        };
        RecurrenceView: {
            /**
             * @example month
             * @enum {string}
             */
            every: "week" | "month" | "quarter";
            /**
             * @example tuesday
             * @enum {string}
             */
            weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
            /** @example 09:30 */
            at: string;
            /** @example Europe/Berlin */
            timezone: string;
        };
        DrillScheduleView: {
            /** @example monthly-pricing */
            key: string;
            /** @example checkout-pricing */
            scenario: string;
            /**
             * @description Null: the scenario's.
             * @example shop
             */
            service: string | null;
            /**
             * @description Null: the scenario's.
             * @example null
             */
            environment: string | null;
            recurrence: components["schemas"]["RecurrenceView"];
            /** @example false */
            surprise: boolean;
            /** @example fay */
            facilitator: string | null;
            /**
             * @description Why the last occurrence could not be planned.
             * @example null
             */
            fault: string | null;
            /** @example fay */
            updatedBy: string;
            /** @example 2026-11-21T08:00:00.000Z */
            updatedAt: string;
        };
        DrillSchedulePage: {
            items: components["schemas"]["DrillScheduleView"][];
            nextCursor: string | null;
        };
        BoardOnCall: {
            /** @example ana */
            person: string;
            /** @example Ana */
            name: string;
            /** @example 2026-11-23T08:00:00.000Z */
            until: string;
        };
        BoardIncident: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example Checkout answers 500 */
            title: string | null;
            /** @example production */
            environment: string;
            /** @example sev2 */
            severity: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            startedAt: string;
            /** @example false */
            drill: boolean;
            /**
             * @description The run of the drill that it belongs to: what is flipped for it is to be tagged with that run too.
             * @example null
             */
            drillRun: string | null;
        };
        BoardService: {
            /** @example checkout */
            key: string;
            /** @example Checkout */
            name: string;
            /**
             * @description Whether the asking person may kill its flags: by permission, or by being on call for it now.
             * @example true
             */
            mayKill: boolean;
            /** @description Who is on call for it now. */
            onCall: components["schemas"]["BoardOnCall"] | null;
            /** @description The one that a kill most likely answers comes first. */
            incidents: components["schemas"]["BoardIncident"][];
        };
        BoardFlip: {
            /** @example true */
            kill: boolean;
            /** @example ana */
            actor: string;
            /** @example error rate 40 % */
            reason: string | null;
            incident: string | null;
            /**
             * @description The server that answers keeps the flag off by its journal; the database does not know of this kill yet.
             * @example true
             */
            journaled?: boolean;
        };
        BoardFlag: {
            /** @example checkout-new */
            key: string;
            /** @example New checkout */
            name: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @example true */
            on: boolean;
            /** @example 2026-11-21T08:00:00.000Z */
            since: string;
            /** @description Null: it is as it was born. */
            flip: components["schemas"]["BoardFlip"] | null;
            /** @description Null: it is no kill switch. */
            killSwitch: components["schemas"]["KillSwitchView"] | null;
        };
        KillBoardView: {
            /** @description The services of these flags, by name. */
            services: components["schemas"]["BoardService"][];
            /** @description First those that are on, then the others, the last turned off first. */
            flags: components["schemas"]["BoardFlag"][];
            /**
             * @description Not all are here: ask with `q` for the others.
             * @example false
             */
            more: boolean;
            /**
             * @description When this was read. While the database is away: what was read last, with the kills of this server's journal.
             * @example 2026-11-21T08:00:00.000Z
             */
            asOf: string;
        };
        LoopPerson: {
            /** @example ana */
            key: string;
            /** @example Ana */
            name: string;
        };
        LoopOnCall: {
            /** @example payments */
            team: string;
            /** @example checkout */
            service: string;
            /** @description Null: the team has no schedule, or nobody of it is active. */
            person: components["schemas"]["LoopPerson"] | null;
            /** @example 2026-11-23T09:00:00.000Z */
            until: string | null;
        };
        LoopGate: {
            /**
             * @description Verdicts of all guards in the last seven days.
             * @example 41
             */
            passed7d: number;
            /** @example 3 */
            blocked7d: number;
            /** @description The last verdict that blocked, whenever it was. */
            lastBlocked: components["schemas"]["VerdictAnswer"] | null;
        };
        LoopDeployment: {
            /** @example acme/shop#deployment-17 */
            id: string;
            /** @example checkout */
            service: string;
            /** @example production */
            environment: string;
            /** @example 3f2a91c0 */
            sha: string | null;
            /** @example 2026-11-21T08:00:00.000Z */
            finishedAt: string;
            /** @example release */
            reason: string | null;
            /** @example null */
            url: string | null;
        };
        LoopDay: {
            /** @example 2026-11-21 */
            date: string;
            /** @example 4 */
            count: number;
        };
        LoopDeploys: {
            /**
             * @description Of the last seven days of `perDay`.
             * @example 19
             */
            count7d: number;
            latest: components["schemas"]["LoopDeployment"][];
            perDay: components["schemas"]["LoopDay"][];
        };
        LoopFlags: {
            /** @example 120 */
            active: number;
            /**
             * @description Active ones that are on in any production environment of their service.
             * @example 70
             */
            onInProduction: number;
            /**
             * @description How many flags owe each.
             * @example {
             *       "expired": 4,
             *       "stale": 2
             *     }
             */
            debt: {
                [key: string]: number;
            };
            /**
             * @description How many flags owe anything.
             * @example 5
             */
            withDebt: number;
        };
        LoopIncident: {
            /** @example 019a9f5e-0000-7000-8000-000000000000 */
            id: string;
            /** @example Checkout answers 500 */
            title: string | null;
            /** @example checkout */
            service: string;
            /** @example sev2 */
            severity: string | null;
            /** @example acknowledged */
            state: string;
            /** @example 2026-11-21T08:00:00.000Z */
            startedAt: string;
        };
        LoopIncidents: {
            /** @description Not yet restored, the gravest and newest first. */
            open: components["schemas"]["LoopIncident"][];
            /** @example 2 */
            restored7d: number;
        };
        LoopOwner: {
            /** @example payments */
            team?: string;
            /** @example ana */
            person?: string;
        };
        LoopAction: {
            /** @example 019a9f5e-0000-7000-8000-000000000001 */
            id: string;
            /** @example Test the empty cart */
            title: string;
            /** @example 2026-11-14T00:00:00.000Z */
            dueAt: string;
            /** @example 019a9f5e-0000-7000-8000-000000000002 */
            postmortem: string;
            owner: components["schemas"]["LoopOwner"];
        };
        LoopActions: {
            /** @example 6 */
            open: number;
            /** @description The longest overdue first, 50 at most. */
            overdue: components["schemas"]["LoopAction"][];
        };
        LoopKeys: {
            /** @description The last 12 weeks, oldest first. */
            weeks: components["schemas"]["DoraBucket"][];
            /** @description The last 28 days. */
            now: components["schemas"]["DoraBucket"];
            /** @description The 28 days before. */
            before: components["schemas"]["DoraBucket"];
        };
        LoopSetUp: {
            /** @description A webhook of GitHub has arrived. */
            githubConnected: boolean;
            factsArrived: boolean;
            /** @description Commits with their parents are known, as an import brings them. */
            historyImported: boolean;
            demoLoaded: boolean;
            /** @description There is a deployment in the last 12 weeks. */
            firstNumbers: boolean;
        };
        LoopView: {
            onCall: components["schemas"]["LoopOnCall"][];
            /** @example 2026-11-21T08:00:00.000Z */
            asOf: string;
            gate: components["schemas"]["LoopGate"];
            deploys: components["schemas"]["LoopDeploys"];
            flags: components["schemas"]["LoopFlags"];
            incidents: components["schemas"]["LoopIncidents"];
            actions: components["schemas"]["LoopActions"];
            keys: components["schemas"]["LoopKeys"];
            setUp: components["schemas"]["LoopSetUp"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    HealthController_livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status?: "ok";
                    };
                };
            };
        };
    };
    HealthController_readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessView"];
                };
            };
            /** @description Evaluation or kill does not work. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadinessView"];
                };
            };
        };
    };
    HealthController_metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    JobsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadJobPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    JobsController_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedJob"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LiveController_listen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Data of `hello`: LiveHello; of `change`: LiveChange. A comment comes every 15 s. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_listTokens: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedToken"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_getPerson: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_putPerson: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_listPeople: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IdentityController_listAudit: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Such as `flag:checkout-new`, or `flag:*` for all that begin so. */
                subject?: string;
                /** @description Such as `flag.kill`, or `flag.*` for all that begin so. */
                action?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
        };
    };
    SessionsController_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `bad_credentials`: e-mail and password do not fit together. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `locked_out`: too many failures; see Retry-After. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_createFirstAdmin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdmin"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `bad_token`: not the admin token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `already_set_up`: somebody can sign in already. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedInvitation"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `not_invitable`: the person is inactive or has no role. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_accept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitation"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description `bad_invitation`: it was used, has expired or was replaced. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SessionsController_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_start: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider, or to `/?error=…`. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OidcController_end: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To `/`, signed in; else to `/?error=` with `oidc_not_configured`, `oidc_unavailable`, `oidc_expired`, `oidc_denied`, `oidc_failed`, `oidc_email_not_verified`, `oidc_unknown_person`, `oidc_no_role`, `oidc_inactive` or `oidc_already_bound`. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IntegrationsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IntegrationsController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationTest"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_getTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                team: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_putTeam: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                team: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_listTeams: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_getService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_putService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Service"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    CatalogController_listServices: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                team?: string;
                repository?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServicePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FactsController_take: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    facts: ({
                        /** @constant */
                        kind: "change";
                        id: string;
                        repository: string;
                        /** Format: date-time */
                        openedAt: string;
                        services?: string[] | null;
                        title?: string | null;
                        author?: string | null;
                        /** @enum {string|null} */
                        authorType?: "human" | "bot" | null;
                        /** Format: date-time */
                        readyAt?: string | null;
                        /** Format: date-time */
                        firstCommitAt?: string | null;
                        commits?: {
                            sha: string;
                            /** Format: date-time */
                            authoredAt: string;
                        }[] | null;
                        headSha?: string | null;
                        reviews?: {
                            author: string;
                            /** Format: date-time */
                            submittedAt: string;
                            state: string;
                            /** @enum {string|null} */
                            authorType?: "human" | "bot" | null;
                            id?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        mergedAt?: string | null;
                        /** Format: date-time */
                        closedAt?: string | null;
                        mergeSha?: string | null;
                        additions?: number | null;
                        deletions?: number | null;
                        labels?: string[] | null;
                        reverts?: string | null;
                        url?: string | null;
                        /** @description True: told by one who knows only part of it, such as git. What is known stays, what is missing is filled in. */
                        partial?: boolean | null;
                    } | {
                        /** @constant */
                        kind: "commit";
                        id: string;
                        repository: string;
                        /** Format: date-time */
                        authoredAt: string;
                        /** Format: date-time */
                        committedAt: string;
                        parents?: string[] | null;
                        paths?: string[] | null;
                        cherryPickOf?: string | null;
                        patchId?: string | null;
                    } | {
                        /** @constant */
                        kind: "deployment";
                        id: string;
                        service: string;
                        environment: string;
                        /** @enum {string} */
                        status: "success" | "failure" | "in_progress" | "cancelled";
                        sha?: string | null;
                        /** Format: date-time */
                        startedAt?: string | null;
                        /** Format: date-time */
                        finishedAt?: string | null;
                        changes?: string[] | null;
                        /** @enum {string|null} */
                        reason?: "release" | "rollback" | "hotfix" | "redeploy" | null;
                        url?: string | null;
                    } | {
                        /** @constant */
                        kind: "incident";
                        id: string;
                        service: string;
                        /** Format: date-time */
                        startedAt: string;
                        environment?: string | null;
                        title?: string | null;
                        /** @enum {string|null} */
                        severity?: "sev1" | "sev2" | "sev3" | "sev4" | null;
                        /** Format: date-time */
                        detectedAt?: string | null;
                        /** Format: date-time */
                        mitigatedAt?: string | null;
                        /** Format: date-time */
                        restoredAt?: string | null;
                        /** Format: date-time */
                        resolvedAt?: string | null;
                        cause?: {
                            deployments?: string[] | null;
                            flag?: string | null;
                            /** @enum {boolean|null} */
                            external?: true | null;
                        } | null;
                        duplicateOf?: string | null;
                        /** @enum {string|null} */
                        restoredBy?: "flag_off" | "rollback" | "roll_forward" | "config" | "other" | null;
                    } | {
                        /** @constant */
                        kind: "check";
                        id: string;
                        repository: string;
                        sha: string;
                        name: string;
                        app?: string | null;
                        conclusion?: string | null;
                        /** Format: date-time */
                        startedAt?: string | null;
                        /** Format: date-time */
                        completedAt?: string | null;
                        attempt?: number | null;
                    } | {
                        /** @constant */
                        kind: "flip";
                        id: string;
                        flag: string;
                        environment: string;
                        on: boolean;
                        /** Format: date-time */
                        at: string;
                        actor?: string | null;
                    })[];
                };
                "application/x-ndjson": {
                    facts: ({
                        /** @constant */
                        kind: "change";
                        id: string;
                        repository: string;
                        /** Format: date-time */
                        openedAt: string;
                        services?: string[] | null;
                        title?: string | null;
                        author?: string | null;
                        /** @enum {string|null} */
                        authorType?: "human" | "bot" | null;
                        /** Format: date-time */
                        readyAt?: string | null;
                        /** Format: date-time */
                        firstCommitAt?: string | null;
                        commits?: {
                            sha: string;
                            /** Format: date-time */
                            authoredAt: string;
                        }[] | null;
                        headSha?: string | null;
                        reviews?: {
                            author: string;
                            /** Format: date-time */
                            submittedAt: string;
                            state: string;
                            /** @enum {string|null} */
                            authorType?: "human" | "bot" | null;
                            id?: string | null;
                        }[] | null;
                        /** Format: date-time */
                        mergedAt?: string | null;
                        /** Format: date-time */
                        closedAt?: string | null;
                        mergeSha?: string | null;
                        additions?: number | null;
                        deletions?: number | null;
                        labels?: string[] | null;
                        reverts?: string | null;
                        url?: string | null;
                        /** @description True: told by one who knows only part of it, such as git. What is known stays, what is missing is filled in. */
                        partial?: boolean | null;
                    } | {
                        /** @constant */
                        kind: "commit";
                        id: string;
                        repository: string;
                        /** Format: date-time */
                        authoredAt: string;
                        /** Format: date-time */
                        committedAt: string;
                        parents?: string[] | null;
                        paths?: string[] | null;
                        cherryPickOf?: string | null;
                        patchId?: string | null;
                    } | {
                        /** @constant */
                        kind: "deployment";
                        id: string;
                        service: string;
                        environment: string;
                        /** @enum {string} */
                        status: "success" | "failure" | "in_progress" | "cancelled";
                        sha?: string | null;
                        /** Format: date-time */
                        startedAt?: string | null;
                        /** Format: date-time */
                        finishedAt?: string | null;
                        changes?: string[] | null;
                        /** @enum {string|null} */
                        reason?: "release" | "rollback" | "hotfix" | "redeploy" | null;
                        url?: string | null;
                    } | {
                        /** @constant */
                        kind: "incident";
                        id: string;
                        service: string;
                        /** Format: date-time */
                        startedAt: string;
                        environment?: string | null;
                        title?: string | null;
                        /** @enum {string|null} */
                        severity?: "sev1" | "sev2" | "sev3" | "sev4" | null;
                        /** Format: date-time */
                        detectedAt?: string | null;
                        /** Format: date-time */
                        mitigatedAt?: string | null;
                        /** Format: date-time */
                        restoredAt?: string | null;
                        /** Format: date-time */
                        resolvedAt?: string | null;
                        cause?: {
                            deployments?: string[] | null;
                            flag?: string | null;
                            /** @enum {boolean|null} */
                            external?: true | null;
                        } | null;
                        duplicateOf?: string | null;
                        /** @enum {string|null} */
                        restoredBy?: "flag_off" | "rollback" | "roll_forward" | "config" | "other" | null;
                    } | {
                        /** @constant */
                        kind: "check";
                        id: string;
                        repository: string;
                        sha: string;
                        name: string;
                        app?: string | null;
                        conclusion?: string | null;
                        /** Format: date-time */
                        startedAt?: string | null;
                        /** Format: date-time */
                        completedAt?: string | null;
                        attempt?: number | null;
                    } | {
                        /** @constant */
                        kind: "flip";
                        id: string;
                        flag: string;
                        environment: string;
                        on: boolean;
                        /** Format: date-time */
                        at: string;
                        actor?: string | null;
                    })[];
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FactsAnswer"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FactsController_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FactsController_checks: {
        parameters: {
            query: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Repository as `owner/name`. */
                repository: string;
                /** @description Commit that the checks are of. */
                sha: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckList"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReceiptsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description accepted = waits to be processed; quarantined = speaks of something that the catalog does not know. */
                status?: "accepted" | "processed" | "quarantined" | "failed";
                /** @description Kind of event, such as `pull_request`. */
                event?: string;
                /** @description Repository as `owner/name`, of those processed. */
                repository?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReceiptsController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptDetail"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReceiptsController_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiptView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GithubController_receive: {
        parameters: {
            query?: never;
            header: {
                "X-GitHub-Event": string;
                "X-GitHub-Delivery": string;
                /** @description HMAC-SHA256 of the raw body */
                "X-Hub-Signature-256": string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description Any event of GitHub, up to 25 MB */
        requestBody: {
            content: {
                "application/json": Record<string, never>;
                "application/x-www-form-urlencoded": Record<string, never>;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookAnswer"];
                };
            };
        };
    };
    WebhookSecretController_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookSecretBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WebhookSecretController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SchedulesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SchedulesController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SchedulesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SchedulesController_turns: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description From when on; default now. */
                from?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TurnPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OverridesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only overrides that end after it. */
                from?: string;
                /** @description Only overrides that begin before it. */
                to?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverridePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OverridesController_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OverridesController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverrideView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OverridesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OnCallController_at: {
        parameters: {
            query?: {
                /** @description Key of a service: who is on call for its team. */
                service?: string;
                /** @description Key of a team, instead of a service. */
                team?: string;
                /** @description Default now. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnCallView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OnCallController_teams: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TeamOnCallPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertSourcesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSourcePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertSourcesController_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAlertSource"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedAlertSource"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertSourcesController_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "triggered" | "acknowledged" | "resolved";
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertsController_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetail"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertsController_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetail"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertsController_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertDetail"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    AlertmanagerController_receive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliveryBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryAccepted"];
                };
            };
            /** @description Not version 4, or not its shape */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No source has this key */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    EventsV2Controller_enqueue: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventAccepted"];
                };
            };
            /** @description `{status: "invalid event", message, errors}` */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HealthController_now: {
        parameters: {
            query?: {
                service?: string;
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HealthController_trend: {
        parameters: {
            query?: {
                /** @description How many days back, today among them. */
                days?: number;
                service?: string;
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthTrendView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HealthController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                step?: "name_owner" | "add_ticket" | "set_expiry" | "remove_code" | "archive" | "keep";
                team?: string;
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagTaskPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    HealthController_staleness: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StalenessView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaiversController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "requested" | "active" | "expired" | "ended";
                flag?: string;
                /** @description Waivers of the flags of this service. */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaiversController_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaiversController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaiversController_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaiversController_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaiverEndBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BaselinesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaselinePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BaselinesController_admit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BaselineBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaselineView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BaselinesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaselineWithEntries"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TicketsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagTicketView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TicketsController_want: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagTicketView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TicketsController_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackerView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TicketsController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackerView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TicketsController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                stage?: "active" | "completed" | "archived";
                /** @description Flags that owe this; `any`: that owe anything. */
                debt?: "expired" | "no_owner" | "no_expiry" | "no_removal_ticket" | "stale" | "any";
                /** @description By key; `expiresAt`: what expires first comes first, what never does last; `updatedAt`: what changed last comes first. */
                sort?: "key" | "expiresAt" | "updatedAt";
                /** @description Flags that were used so over the last `usageDays`; see `usage` of a flag. */
                usage?: "varied" | "constant" | "handed_out" | "not_called" | "new";
                /** @description Over how many days usage is judged. */
                usageDays?: number;
                service?: string;
                /** @description `team:payments`, `person:ana`, or a key of either. */
                owner?: string;
                /** @description Part of the key, name or description. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewFlagBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagsController_history: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagKindsController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagKindPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagKindsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagKindView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagKindsController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagKindBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagKindView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BirthController_extend: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExtensionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `extension_cap_reached`: from now on only an admin may.
             *
             *     The bearer lacks the permission.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    BirthController_drill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagDrillBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LifecycleController_flip: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlipBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlipView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LifecycleController_kill: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KillBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlipView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LifecycleController_complete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LifecycleController_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LifecycleController_revive: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReferencesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeReferencesView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReferencesController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                owner: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CodeReferencesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CodeScanView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReferencesController_ofFlag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagReferencesView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ExposureController_of: {
        parameters: {
            query?: {
                by?: "hour" | "day";
                /** @description Default: 48 hours, or 30 days, before the end. */
                from?: string;
                /** @description Default: now. */
                to?: string;
                environment?: string;
            };
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ExposureController_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposureReportBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureReportView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OfrepController_evaluate: {
        parameters: {
            query?: {
                /** @description The name of the running program, for receipts. */
                instance?: string;
                /** @description What it asks with. */
                sdk?: string;
            };
            header?: {
                /** @description The name of the running program, for receipts. */
                "X-Loop-Instance"?: string;
                /** @description What it asks with. */
                "X-Loop-Sdk"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfrepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepEvaluation"];
                };
            };
            /** @description The request cannot be read, or its context is not one. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepFailure"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No such flag in this environment. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepFailure"];
                };
            };
        };
    };
    OfrepController_evaluateAll: {
        parameters: {
            query?: {
                /** @description The tag that an event named: the answer is at least as new, whichever process gives it. */
                flagConfigEtag?: string;
                /** @description The name of the running program, for receipts. */
                instance?: string;
                /** @description What it asks with. */
                sdk?: string;
            };
            header?: {
                /** @description The ETag of the answer that the client has. */
                "If-None-Match"?: string;
                /** @description The name of the running program, for receipts. */
                "X-Loop-Instance"?: string;
                /** @description What it asks with. */
                "X-Loop-Sdk"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfrepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description Covers revision, context and values. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepBulkEvaluation"];
                };
            };
            /** @description The client has this answer already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read, or its context is not one. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepFailure"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagdController_document: {
        parameters: {
            query?: {
                /** @description The name of the running program, for receipts. */
                instance?: string;
                /** @description What it asks with. */
                sdk?: string;
            };
            header?: {
                /** @description The name of the running program, for receipts. */
                "X-Loop-Instance"?: string;
                /** @description What it asks with. */
                "X-Loop-Sdk"?: string;
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description The reader has this document already. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePoliciesView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_set: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePolicyBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_remove: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_getOfService: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_setOfService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePolicyBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangePoliciesController_removeOfService: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRequestBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description waiting: neither ended nor expired. */
                state?: "waiting" | "ended";
                flag?: string;
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_edit: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRequestBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_approve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ChangeRequestsController_apply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeRequestView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_listReviews: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description overdue ones are open too. */
                state?: "open" | "overdue" | "done";
                flag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillReviewPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_getReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillReviewView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_done: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KillReviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillReviewView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_listQuestions: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "open" | "answered";
                flag?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillQuestionPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_getQuestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillQuestionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillsController_answer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillQuestionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScheduledFlipsController_schedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlipScheduleBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledFlipView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScheduledFlipsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "waiting" | "done" | "refused" | "cancelled";
                flag?: string;
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledFlipPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScheduledFlipsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledFlipView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScheduledFlipsController_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduledFlipView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaitingController_waiting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitingChangesView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    WaitingController_ofFlag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagChangeControlView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TargetingController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TargetingController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTargetingBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TargetingController_versions: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetingVersionPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TargetingController_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreRulesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TargetingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TrialsController_dryRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DryRunBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRunView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    TrialsController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SegmentsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Part of the key or name. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SegmentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SegmentsController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Changes of a flag that answers by it need approval. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SegmentsController_delete: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A flag uses it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SegmentsController_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                segment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentPreviewView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagExportController_whole: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                /** @description Only the flags of this service. */
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InventoryExport"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    FlagImportController_run: {
        parameters: {
            query: {
                /** @description The service that the flags will belong to. */
                service: string;
                /** @description Recognised by its looks if left out. */
                format?: "flagd" | "unleash-export" | "unleash-client" | "launchdarkly";
                /** @description Our environment that a document of one environment is about; flagd's documents name none. */
                environment?: string;
                /** @description The source's environments and ours, `theirs:ours`; without ours it is left out. Those of the same name need no word. */
                environments?: string;
                /** @description Only tell what would be done: how it begins. */
                dryRun?: boolean;
                /** @description Also change flags that are here already: their texts, variants and states; never owner, kind or end. */
                overwrite?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OfrepStreamController_listen: {
        parameters: {
            query?: {
                ticket?: string;
                instance?: string;
                sdk?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events `message` of type `refetchEvaluation`; their id is the revision. A comment comes every 15 s. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The ticket is not known, or its token was revoked. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OfrepFailure"];
                };
            };
        };
    };
    FlagChangesController_changes: {
        parameters: {
            query?: {
                /** @description The name of the running program, for receipts. */
                instance?: string;
                /** @description What it asks with. */
                sdk?: string;
            };
            header?: {
                /** @description The id of the last event that was seen. */
                "Last-Event-ID"?: string;
                /** @description The name of the running program, for receipts. */
                "X-Loop-Instance"?: string;
                /** @description What it asks with. */
                "X-Loop-Sdk"?: string;
            };
            path: {
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Data of `hello`: FlagsHello; of `change`: FlagsChange. The id of an event is the revision. A comment comes every 15 s. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    InstancesController_receipts: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Of which change; the last one if left out. */
                revision?: number;
                state?: "applied" | "pending" | "silent";
            };
            header?: never;
            path: {
                key: string;
                environment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagReceiptsView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    InstancesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                environment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagInstancePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    InstancesController_applied: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: string;
                instance: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppliedBody"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOutgoingBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewOutgoingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutgoingPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_renew: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewOutgoingView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutgoingTest"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_deliveriesOf: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "due" | "delivered" | "failed";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    OutgoingController_redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "declared" | "acknowledged" | "mitigated" | "restored" | "resolved";
                severity?: "sev1" | "sev2" | "sev3" | "sev4";
                service?: string;
                environment?: string;
                /** @description Only incidents that started at it or later. */
                from?: string;
                /** @description Id of the alert that declared it. */
                alert?: string;
                /** @description True: neither restored nor resolved; false: one of both. */
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_declare: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewIncident"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncidentPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_acknowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_mitigate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MitigateBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_restore: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestoreBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_reopen: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StepBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_timeline: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelinePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    IncidentsController_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineEntryView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RecentChangesController_list: {
        parameters: {
            query: {
                /** @description Changes before this instant, such as the start of an incident; default: now. */
                before?: string;
                limit: number;
            };
            header?: never;
            path: {
                service: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecentChangeView"][];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_open: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The incident had one already: that one. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "draft" | "in_review" | "published";
                service?: string;
                incident?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostmortemPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    PostmortemsController_publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostmortemView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ActionsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAction"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ActionsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "open" | "done";
                /** @description `team:payments`, `person:ana`, or a key of either. */
                owner?: string;
                /** @description True: open and past its due date; false: the others. */
                overdue?: boolean;
                postmortem?: string;
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ActionsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ActionsController_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionPatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ActionsController_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_window: {
        parameters: {
            query?: {
                /** @description `include` counts what drills did as well. */
                drills?: "exclude" | "include";
                /** @description The run of a drill: what it did is counted, and nothing else. Goes before `drills`. */
                drill?: string;
                service?: string;
                team?: string;
                /** @description Default: the production environments. */
                environment?: string;
                from?: string;
                to?: string;
                timezone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoraAnswer"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_series: {
        parameters: {
            query?: {
                /** @description `include` counts what drills did as well. */
                drills?: "exclude" | "include";
                /** @description The run of a drill: what it did is counted, and nothing else. Goes before `drills`. */
                drill?: string;
                service?: string;
                team?: string;
                /** @description Default: the production environments. */
                environment?: string;
                from?: string;
                to?: string;
                timezone?: string;
                bucket?: "day" | "week" | "month";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DoraSeries"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_deployments: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description `include` counts what drills did as well. */
                drills?: "exclude" | "include";
                /** @description The run of a drill: what it did is counted, and nothing else. Goes before `drills`. */
                drill?: string;
                timezone?: string;
                /** @description Only those that failed, or only rework. */
                only?: "failed" | "rework";
                service?: string;
                team?: string;
                environment?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeploymentRowsPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_incidents: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description `include` counts what drills did as well. */
                drills?: "exclude" | "include";
                /** @description The run of a drill: what it did is counted, and nothing else. Goes before `drills`. */
                drill?: string;
                timezone?: string;
                service?: string;
                team?: string;
                environment?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IncidentRowsPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DoraController_correct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                incident: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectionBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SnapshotsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SnapshotsController_take: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSnapshotBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SnapshotsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SnapshotsController_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    SnapshotsController_compare: {
        parameters: {
            query: {
                before: string;
                after: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonAnswer"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GuardsController_changeFail: {
        parameters: {
            query?: {
                /** @description Form of the answer, for those who cannot send an Accept header; it wins over one. */
                format?: "json" | "sarif" | "junit" | "markdown" | "github";
            };
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeFailBody"];
            };
        };
        responses: {
            /** @description The guard lets it pass, or has too few data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeFailVerdict"];
                    "application/sarif+json": components["schemas"]["ChangeFailVerdict"];
                    "application/junit+xml": components["schemas"]["ChangeFailVerdict"];
                    "text/markdown": components["schemas"]["ChangeFailVerdict"];
                    "text/vnd.github.annotations": components["schemas"]["ChangeFailVerdict"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The guard blocks; the body is the same verdict. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeFailVerdict"];
                    "application/sarif+json": components["schemas"]["ChangeFailVerdict"];
                    "application/junit+xml": components["schemas"]["ChangeFailVerdict"];
                    "text/markdown": components["schemas"]["ChangeFailVerdict"];
                    "text/vnd.github.annotations": components["schemas"]["ChangeFailVerdict"];
                };
            };
        };
    };
    GuardsController_override: {
        parameters: {
            query?: never;
            header?: {
                /** @description The run of a drill that this belongs to: it is left out of the numbers unless they are asked with drills. */
                "X-Loop-Drill"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernorOverrideBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernorOverrideView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GuardsController_flagDebt: {
        parameters: {
            query?: {
                /** @description Form of the answer, for those who cannot send an Accept header; it wins over one. */
                format?: "json" | "sarif" | "junit" | "markdown" | "github";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlagDebtBody"];
            };
        };
        responses: {
            /** @description The guard lets it pass, or has too few data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                    "application/sarif+json": components["schemas"]["VerdictAnswer"];
                    "application/junit+xml": components["schemas"]["VerdictAnswer"];
                    "text/markdown": components["schemas"]["VerdictAnswer"];
                    "text/vnd.github.annotations": components["schemas"]["VerdictAnswer"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The guard blocks; the body is the same verdict. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                    "application/sarif+json": components["schemas"]["VerdictAnswer"];
                    "application/junit+xml": components["schemas"]["VerdictAnswer"];
                    "text/markdown": components["schemas"]["VerdictAnswer"];
                    "text/vnd.github.annotations": components["schemas"]["VerdictAnswer"];
                };
            };
        };
    };
    GuardsController_merge: {
        parameters: {
            query?: {
                /** @description Form of the answer, for those who cannot send an Accept header; it wins over one. */
                format?: "json" | "sarif" | "junit" | "markdown" | "github";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeBody"];
            };
        };
        responses: {
            /** @description The guard lets it pass, or has too few data. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                    "application/sarif+json": components["schemas"]["VerdictAnswer"];
                    "application/junit+xml": components["schemas"]["VerdictAnswer"];
                    "text/markdown": components["schemas"]["VerdictAnswer"];
                    "text/vnd.github.annotations": components["schemas"]["VerdictAnswer"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The guard blocks; the body is the same verdict. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictAnswer"];
                    "application/sarif+json": components["schemas"]["VerdictAnswer"];
                    "application/junit+xml": components["schemas"]["VerdictAnswer"];
                    "text/markdown": components["schemas"]["VerdictAnswer"];
                    "text/vnd.github.annotations": components["schemas"]["VerdictAnswer"];
                };
            };
        };
    };
    GuardsController_policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                owner: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    GuardsController_putPolicy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
            };
            path: {
                owner: string;
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergePolicyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergePolicyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    VerdictsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                guard?: "change-fail" | "flag-debt" | "merge";
                verdict?: "pass" | "block" | "insufficient_data";
                service?: string;
                /** @description What was asked about: a service, a change, a commit. */
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    VerdictsController_get: {
        parameters: {
            query?: {
                /** @description Form of the answer, for those who cannot send an Accept header; it wins over one. */
                format?: "json" | "sarif" | "junit" | "markdown" | "github";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerdictWithInputs"];
                    "application/sarif+json": components["schemas"]["VerdictWithInputs"];
                    "application/junit+xml": components["schemas"]["VerdictWithInputs"];
                    "text/markdown": components["schemas"]["VerdictWithInputs"];
                    "text/vnd.github.annotations": components["schemas"]["VerdictWithInputs"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScenariosController_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A JSON Schema (draft 2020-12). */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScenariosController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScenariosController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScenarioBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ScenariosController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                service?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScenarioPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                state?: "planned" | "running" | "paused" | "finished" | "aborted" | "failed";
                service?: string;
                scenario?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillPage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewDrill"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_view: {
        parameters: {
            query?: {
                /** @description Default: that of the caller. */
                role?: "facilitator" | "responder" | "observer";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_start: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_abort: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_fail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_fire: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                inject: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_listNotes: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillNotePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    RunsController_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrillNoteBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillNoteView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    EvidenceController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The evidence: the run, its scenario, what the lab recorded, and what the platform knows. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        run: {
                            [key: string]: unknown;
                        };
                        scenario: {
                            [key: string]: unknown;
                        };
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    EvidenceController_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvidenceAccepted"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReportsController_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As Markdown where `Accept` asks for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillReportView"];
                    "text/markdown": components["schemas"]["DrillReportView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReportsController_bundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A tar. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-tar": string;
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The run has not ended. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ReportsController_publicKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillKeyView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DrillSchedulesController_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillScheduleView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DrillSchedulesController_put: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what you read. */
                "If-Match"?: string;
                /** @description `*`: create, and replace nothing. */
                "If-None-Match"?: string;
            };
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DrillScheduleBody"];
            };
        };
        responses: {
            /** @description It was there already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillScheduleView"];
                };
            };
            /** @description It is new. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillScheduleView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was changed since you read it. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DrillSchedulesController_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    DrillSchedulesController_list: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: number;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillSchedulePage"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    KillBoardController_get: {
        parameters: {
            query?: {
                /** @description Part of a flag's key or name, or of its service. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KillBoardView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    LoopController_loop: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoopView"];
                };
            };
            /** @description No token and no session, or one that is not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The bearer lacks the permission. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
