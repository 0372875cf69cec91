#!/bin/sh
# For the image of PostgreSQL, which runs what lies in /docker-entrypoint-initdb.d when it makes its cluster. In one that is there already:
#   docker compose exec db sh /docker-entrypoint-initdb.d/create-login.sh
exec psql -v ON_ERROR_STOP=1 -U postgres -d "$POSTGRES_DB" -v login=graph -v password="$GRAPH_PASSWORD" -f /create-login.sql
