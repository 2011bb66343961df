-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "slug" TEXT NOT NULL DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 12);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_session" (
    "id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_account" (
    "id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_passkey" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_passkey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_two_factor" (
    "id" UUID NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "person_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "start" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL DEFAULT '',
    "actor_name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "action" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL DEFAULT '',
    "subject_name" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_session_token_key" ON "person_session"("token");

-- CreateIndex
CREATE INDEX "person_session_user_id_idx" ON "person_session"("user_id");

-- CreateIndex
CREATE INDEX "person_account_user_id_idx" ON "person_account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_account_provider_id_account_id_key" ON "person_account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "person_verification_identifier_idx" ON "person_verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "person_passkey_credential_id_key" ON "person_passkey"("credential_id");

-- CreateIndex
CREATE INDEX "person_passkey_user_id_idx" ON "person_passkey"("user_id");

-- CreateIndex
CREATE INDEX "person_two_factor_user_id_idx" ON "person_two_factor"("user_id");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_workspace_id_email_key" ON "invitation"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_workspace_id_idx" ON "api_key"("workspace_id");

-- CreateIndex
CREATE INDEX "audit_entry_workspace_id_at_id_idx" ON "audit_entry"("workspace_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "workspace_slug_key" ON "workspace"("slug");

-- AddForeignKey
ALTER TABLE "person_session" ADD CONSTRAINT "person_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_account" ADD CONSTRAINT "person_account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_passkey" ADD CONSTRAINT "person_passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_two_factor" ADD CONSTRAINT "person_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "member" ADD CONSTRAINT "member_role" CHECK ("role" IN ('owner', 'builder', 'operator', 'viewer'));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_role" CHECK ("role" IN ('owner', 'builder', 'operator', 'viewer'));

-- What was done stays written, whoever is connected.
CREATE FUNCTION "audit_entry_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed or deleted';
END $$;
CREATE TRIGGER "audit_entry_stays" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_stays"();

-- Row-level security. Requests of people and programs work as `patchbay_member`, a role that owns nothing, and name their workspace in the
-- setting `patchbay.workspace`; the engine, which works for all, is connected as the owner of the tables. Roles belong to the whole server:
-- it may be there already, made by another database of it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'patchbay_member') THEN
    CREATE ROLE patchbay_member NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'patchbay_member', 'MEMBER') THEN
    EXECUTE format('GRANT patchbay_member TO %I', current_user);
  END IF;
END $$;

-- Null where none is named: then no row is anybody's.
CREATE FUNCTION "patchbay_workspace"() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('patchbay.workspace', true), '')::uuid $$;

DO $$
DECLARE
  name text;
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO patchbay_member', current_schema());
  FOREACH name IN ARRAY ARRAY['flow', 'flow_version', 'flow_checkpoint', 'phone_number', 'call', 'call_event', 'call_digest', 'call_private',
    'call_count', 'call_stat', 'saved_view', 'secret', 'alert', 'alert_mute', 'alert_message', 'lookup_table', 'prompt', 'member',
    'invitation', 'api_key', 'audit_entry']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_workspace ON %I TO patchbay_member USING (workspace_id = patchbay_workspace())', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO patchbay_member', name);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE ON "audit_entry" FROM patchbay_member;

ALTER TABLE "workspace" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "workspace" TO patchbay_member USING (id = patchbay_workspace());
GRANT SELECT, UPDATE ON "workspace" TO patchbay_member;

-- Rows that belong to a row of a workspace: they are there for whoever that one is there for.
ALTER TABLE "flow_visitor" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "flow_visitor" TO patchbay_member
  USING (EXISTS (SELECT FROM flow WHERE flow.id = flow_visitor.flow_id));
ALTER TABLE "block_stat" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "block_stat" TO patchbay_member
  USING (EXISTS (SELECT FROM flow_version WHERE flow_version.id = block_stat.version_id));
ALTER TABLE "lookup_row" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "lookup_row" TO patchbay_member
  USING (EXISTS (SELECT FROM lookup_table WHERE lookup_table.id = lookup_row.table_id));
ALTER TABLE "prompt_take" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "prompt_take" TO patchbay_member
  USING (EXISTS (SELECT FROM prompt WHERE prompt.id = prompt_take.prompt_id));
GRANT SELECT, INSERT, UPDATE, DELETE ON "flow_visitor", "block_stat", "lookup_row", "prompt_take" TO patchbay_member;

-- Of people, those who belong to the workspace, and what they are called.
ALTER TABLE "person" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "person" FOR SELECT TO patchbay_member
  USING (EXISTS (SELECT FROM member WHERE member.user_id = person.id));
GRANT SELECT ("id", "name", "email", "image", "two_factor_enabled") ON "person" TO patchbay_member;
