"""The tables that make_database.py writes; Django only reads them."""

from django.db import models


class Institution(models.Model):
    """A hospital."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    id = models.TextField(unique=True)
    name = models.TextField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        managed = False
        db_table = "institutions"


class Condition(models.Model):
    """An illness."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    id = models.TextField(unique=True)

    class Meta:
        managed = False
        db_table = "conditions"


class Measure(models.Model):
    """What is counted."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    id = models.TextField(unique=True)
    publisher = models.TextField(null=True)
    minimum = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "measures"


class Link(models.Model):
    """Which measure speaks of which condition."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    condition = models.ForeignKey(Condition, models.DO_NOTHING, db_column="condition_pk")
    measure = models.ForeignKey(Measure, models.DO_NOTHING, db_column="measure_pk", related_name="links")
    fit = models.IntegerField()

    class Meta:
        managed = False
        db_table = "condition_measures"


class Volume(models.Model):
    """How many were treated."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    measure = models.ForeignKey(Measure, models.DO_NOTHING, db_column="measure_pk")
    institution = models.ForeignKey(Institution, models.DO_NOTHING, db_column="institution_pk")
    newest = models.BooleanField()
    period = models.TextField()
    cases = models.IntegerField(null=True)
    operations = models.IntegerField(null=True)
    endoscopic = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "volumes"


class Result(models.Model):
    """What became of those treated."""

    pk_number = models.AutoField(primary_key=True, db_column="pk")
    measure = models.ForeignKey(Measure, models.DO_NOTHING, db_column="measure_pk")
    institution = models.ForeignKey(Institution, models.DO_NOTHING, db_column="institution_pk")
    period = models.TextField()
    cases = models.IntegerField(null=True)
    events = models.IntegerField(null=True)
    expected = models.FloatField(null=True)
    rate = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    verdict = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "results"
