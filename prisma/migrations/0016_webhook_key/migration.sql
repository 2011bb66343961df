-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "webhook_key" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "webhook_key_until" TIMESTAMPTZ(3);
