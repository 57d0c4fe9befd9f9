import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("epoch", models.PositiveIntegerField()),
                ("erasing", models.BooleanField(default=False)),
                ("inbox_public", models.BinaryField()),
                ("inbox_secret", models.BinaryField()),
            ],
            options={"db_table": "account"},
        ),
        migrations.CreateModel(
            name="InboxItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("blob", models.BinaryField()),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.DO_NOTHING, to="sealed.account")),
            ],
            options={"db_table": "inbox_item"},
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner_id", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("id", models.UUIDField()),
                ("epoch", models.PositiveIntegerField()),
                ("revision", models.PositiveBigIntegerField()),
                ("blob", models.BinaryField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to="sealed.account"
                    ),
                ),
            ],
            options={"db_table": "item"},
        ),
        migrations.CreateModel(
            name="WayIn",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "owner_id", "kind", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.PositiveSmallIntegerField(choices=[(1, "Passphrase"), (2, "Recovery")])),
                ("salt", models.BinaryField()),
                ("opslimit", models.PositiveIntegerField()),
                ("memlimit", models.PositiveIntegerField()),
                ("wrap", models.BinaryField()),
                ("commitment", models.BinaryField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to="sealed.account"
                    ),
                ),
            ],
            options={"db_table": "way_in"},
        ),
    ]
