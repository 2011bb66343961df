-- CreateTable
CREATE TABLE "carrier_account" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "app_id" TEXT NOT NULL,
    "token" BYTEA NOT NULL,
    "base_url" TEXT,
    "signed" BOOLEAN NOT NULL DEFAULT true,
    "from_environment" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "balance" TEXT,
    "currency" TEXT,
    "fault" TEXT,

    CONSTRAINT "carrier_account_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "carrier_account_workspace_id_app_id_key" ON "carrier_account"("workspace_id", "app_id");

-- AddForeignKey
ALTER TABLE "carrier_account" ADD CONSTRAINT "carrier_account_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "phone_number" ADD COLUMN     "account_id" UUID,
ADD COLUMN     "forwarding_before" TEXT,
ADD COLUMN     "forwarding_checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "forwarding_now" TEXT,
ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AddForeignKey
ALTER TABLE "phone_number" ADD CONSTRAINT "phone_number_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "carrier_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A call survives whatever becomes of its account, and the removal of an account looks at no call that is over: no foreign key.
ALTER TABLE "call" ADD COLUMN     "account_id" UUID;

-- DropIndex
DROP INDEX "call_workspace_id_session_key";

-- CreateIndex
CREATE UNIQUE INDEX "call_workspace_id_session_account_id_key" ON "call"("workspace_id", "session", "account_id");

-- Accounts are kept in memory by every process, as numbers are: they all hear of a change that calls must follow, and of none else.
CREATE FUNCTION tell_account_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('patchbay_accounts', OLD.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER carrier_account_changed AFTER UPDATE OF "label", "app_id", "token", "base_url", "signed", "from_environment" OR DELETE ON "carrier_account"
  FOR EACH ROW EXECUTE FUNCTION tell_account_changed();

ALTER TABLE "carrier_account" ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON "carrier_account" TO patchbay_member USING (workspace_id = patchbay_workspace());
GRANT SELECT, INSERT, UPDATE, DELETE ON "carrier_account" TO patchbay_member;
