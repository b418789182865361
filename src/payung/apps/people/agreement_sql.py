"""`payung.identity.names.agreement` as a function of the database, over keys of names (`Person.name_key`).

Whether somebody outside one's territory has a name like this is answered where the names are, so that none leaves. A
generative test compares both forms on random names.
"""

ENOUGH = 0.75  # names that agree so far may be one person's

# How many letters lie between two words: wrong, missing, too many, or two in the wrong order; 3 for more than two.
SLIPS = """
CREATE FUNCTION payung_slips(one text, other text) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    above int[];
    before int[];
    here int[];
    least_here int;
    step int;
BEGIN
    IF abs(length(one) - length(other)) > 2 THEN
        RETURN 3;
    END IF;
    before := ARRAY(SELECT generate_series(0, length(other)));
    FOR i IN 1..length(one) LOOP
        here := ARRAY[i];
        least_here := i;
        FOR j IN 1..length(other) LOOP
            step := least(before[j + 1] + 1, here[j] + 1,
                          before[j] + (substr(one, i, 1) <> substr(other, j, 1))::int);
            IF i > 1 AND j > 1 AND substr(one, i, 1) = substr(other, j - 1, 1)
               AND substr(one, i - 1, 1) = substr(other, j, 1) THEN
                step := least(step, above[j - 1] + 1);
            END IF;
            here := here || step;
            least_here := least(least_here, step);
        END LOOP;
        IF least_here > 3 THEN
            RETURN 3;
        END IF;
        above := before;
        before := here;
    END LOOP;
    RETURN least(before[length(other) + 1], 3);
END $$;
"""

WORDS = """
CREATE FUNCTION payung_words_alike(one text, other text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    longest int := greatest(length(one), length(other));
    slips int;
BEGIN
    IF one = other THEN
        RETURN 1;
    ELSIF (one, other) IN (('m', 'muhamad'), ('muhamad', 'm')) THEN
        RETURN 0.97;
    ELSIF length(one) = 1 OR length(other) = 1 THEN
        RETURN CASE WHEN left(one, 1) = left(other, 1) THEN 0.9 ELSE 0 END;
    ELSIF longest < 5 THEN
        RETURN 0;
    END IF;
    slips := payung_slips(one, other);
    RETURN CASE WHEN slips = 1 THEN 0.85 WHEN slips = 2 AND longest >= 9 THEN 0.8 ELSE 0 END;
END $$;
"""

NAMES = """
CREATE FUNCTION payung_names_agree(one text, other text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
    short text[] := string_to_array(one, ' ');
    long text[] := string_to_array(other, ' ');
    score double precision;
    likeness double precision;
    best double precision;
    place int;
    missing int;
BEGIN
    IF one = '' OR other = '' THEN
        RETURN 0;
    ELSIF one = other OR replace(one, ' ', '') = replace(other, ' ', '') THEN
        RETURN 1;
    ELSIF ARRAY(SELECT unnest(short) ORDER BY 1) = ARRAY(SELECT unnest(long) ORDER BY 1) THEN
        RETURN 0.95;
    ELSIF cardinality(short) > cardinality(long) THEN
        short := string_to_array(other, ' ');
        long := string_to_array(one, ' ');
    END IF;
    score := payung_words_alike(short[1], long[1]);
    IF score = 0 THEN
        RETURN 0;
    END IF;
    long := long[2:];
    FOR i IN 2..cardinality(short) LOOP
        best := 0;
        FOR j IN 1..cardinality(long) LOOP
            likeness := payung_words_alike(short[i], long[j]);
            IF likeness > best THEN
                best := likeness;
                place := j;
            END IF;
        END LOOP;
        IF best = 0 THEN
            RETURN 0;
        END IF;
        score := least(score, best);
        long := long[:place - 1] || long[place + 1:];
    END LOOP;
    missing := (SELECT count(*) FROM unnest(long) AS word WHERE length(word) > 1);
    IF cardinality(short) = 1 AND missing > 0 THEN
        RETURN 0;
    END IF;
    RETURN score - 0.08 * missing;
END $$;
"""

CREATE = SLIPS + WORDS + NAMES
DROP = """
DROP FUNCTION payung_names_agree(text, text);
DROP FUNCTION payung_words_alike(text, text);
DROP FUNCTION payung_slips(text, text);
"""
