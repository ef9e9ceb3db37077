-- Whoever may call this adds a job without any right on the queue's own tables.
CREATE FUNCTION enqueue_job(
  task text, payload json, run_at timestamptz, max_attempts int, job_key text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM graphile_worker.add_job(task, payload := payload, run_at := run_at,
    max_attempts := max_attempts, job_key := job_key);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job(text, json, timestamptz, int, text) FROM PUBLIC;
