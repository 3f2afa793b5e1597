-- How findings say numbers, and quote the words beside them.

create or replace temp macro in_scale(yuan, scale) as number_in_scale(yuan, scale) || ' ' || scale;

-- A value of a comparison in what it counts.
create or replace temp macro in_unit(value, unit, scale, counted) as
    case unit
        when 'percent' then value::decimal(22, 2)::varchar || '%'
        when 'count' then concat_ws(' ', regexp_replace(value::decimal(22, 2)::varchar, '\.?0+$', ''), counted)
        else in_scale(value, scale)
    end;

create or replace temp macro closed_up(words) as
    -- quotation marks in a quotation are single ones
    translate(regexp_replace(coalesce(words, ''), '[\s\x{3000}\x{a0}]+', '', 'g'), '“”', '‘’');

-- The beginning of words that may be long.
create or replace temp macro shortened(words, longest) as
    case when length(words) > longest then left(words, longest) || '…' else words end;

-- What a sentence says before a number, at most thirty characters of it; nothing where it begins with the number. `time_no` says
-- which one is meant where the sentence prints the number more than once.
create or replace temp macro text_before(sentence, number, time_no) as
    regexp_replace(
        regexp_extract(
            right(
                case
                    when time_no = 1
                        then regexp_extract(
                            sentence, '^(.*?[^0-9.。；;：:])' || regexp_escape(number) || '(?:[^0-9.]|$)', 1
                        )
                    -- what stands between it and the one before
                    else regexp_replace(string_split(sentence, number)[time_no], '^万?元', '')
                end,
                31
            ),
            '[^。；;：:]*$'
        ),
        ',([^0-9])',
        '，\1',
        'g'
    );

-- Of that the last clause, with the one before it if it is as short as 增长; without the verb next to the number.
create or replace temp macro last_words(before) as
    regexp_replace(
        case
            when length(regexp_extract(before, '[^，]*$')) >= 4 then regexp_extract(before, '[^，]*$')
            when contains(before, '，') then regexp_extract(before, '[^，]*，[^，]*$')
            else before
        end,
        '^[，、]+|(?:[，、（(]|为|是|共计|共|约)+$',
        '',
        'g'
    );

-- Words that begin where thirty characters end do not begin a clause.
create or replace temp macro words_before(sentence, number, time_no) as
    case
        when length(text_before(sentence, number, time_no)) < 31 or contains(text_before(sentence, number, time_no), '，')
            then last_words(text_before(sentence, number, time_no))
        else '…' || regexp_replace(last_words(text_before(sentence, number, time_no)), '^[0-9.,%]*(?:万?元)?', '')
    end;
