-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "callers_visible_to" TEXT[] DEFAULT ARRAY['builder', 'operator']::TEXT[];
