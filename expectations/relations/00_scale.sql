-- What a scale is worth in yuan, and amounts written in a scale.

create or replace temp macro scale_yuan(scale) as
    case scale when '元' then 1 when '千元' then 1000 when '万元' then 10000 when '百万元' then 1000000 else 100000000 end;

-- An amount in a scale, with at least two decimals and without needless zeros.
create or replace temp macro number_in_scale(yuan, scale) as
    regexp_replace(
        ((yuan * case scale when '元' then 1.0000 when '千元' then 0.0010 when '万元' then 0.0001 when '百万元' then 0.000001 else 0.00000001 end)::decimal(30, 8))::varchar,
        '(\.[0-9]{2}[0-9]*?)0+$', '\1'
    );

-- An amount in Chinese words of a finding, in the scale that people read it in: 3.29 万元, 800.00 元.
create or replace temp macro money(yuan) as
    case
        when abs(yuan) >= 10000 then number_in_scale(yuan, '万元') || ' 万元'
        else number_in_scale(yuan, '元') || ' 元'
    end;
