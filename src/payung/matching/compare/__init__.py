"""How far two records agree, field by field, as levels; 0 where one of them says nothing."""
