"""``sdk.maestro.workflow_instance_management``: WorkflowInstanceManagement
operations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import errors, models
from ..._runtime.operation import ErrorCase, Operation, Parameter, ResponseCase
from ..._runtime.resource import AsyncResource, Resource

if TYPE_CHECKING:
    from ..._runtime.options import RequestOptions

_GET_WORKFLOW_INSTANCES_LIST: Operation[models.WorkflowInstanceCollection] = Operation(
    id="getWorkflowInstancesList",
    method="GET",
    path="/v1/accounts/{accountId}/workflows/{workflowId}/instances",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("workflowId", "workflow_id", "path", required=True),
    ),
    responses=(
        ResponseCase(
            "200",
            "application/json",
            lambda: models.WorkflowInstanceCollection,
        ),
    ),
)

_GET_WORKFLOW_INSTANCE: Operation[models.WorkflowInstance] = Operation(
    id="getWorkflowInstance",
    method="GET",
    path="/v1/accounts/{accountId}/workflows/{workflowId}/instances/{instanceId}",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("workflowId", "workflow_id", "path", required=True),
        Parameter("instanceId", "instance_id", "path", required=True),
    ),
    responses=(
        ResponseCase("200", "application/json", lambda: models.WorkflowInstance),
    ),
    errors=(
        ErrorCase(
            ("400", "403", "404", "500"),
            "application/json",
            lambda: models.Error,
            lambda: errors.Error,
        ),
    ),
)

_CANCEL_WORKFLOW_INSTANCE: Operation[models.CancelWorkflowInstanceResponse] = Operation(
    id="cancelWorkflowInstance",
    method="POST",
    path="/v1/accounts/{accountId}/workflows/{workflowId}/instances/{instanceId}/actions/cancel",
    parameters=(
        Parameter("accountId", "account_id", "path", required=True),
        Parameter("workflowId", "workflow_id", "path", required=True),
        Parameter("instanceId", "instance_id", "path", required=True),
    ),
    responses=(
        ResponseCase(
            "200",
            "application/json",
            lambda: models.CancelWorkflowInstanceResponse,
        ),
    ),
    errors=(
        ErrorCase(
            ("400", "403", "404", "409", "500"),
            "application/json",
            lambda: models.Error,
            lambda: errors.Error,
        ),
    ),
)


class WorkflowInstanceManagement(Resource):
    """Operations of ``maestro.workflow_instance_management``."""

    def get_workflow_instances_list(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowInstanceCollection:
        """Retrieve All Workflow Instances

        Lists the instances of one workflow, those that are still running as well as
        those that have come to an end. Each entry says which instance it is, how far
        it has come, who set it off and when.

        Take an entry's `id` to ask for that instance alone or to cancel it.

        ### Use Cases:
        - Showing on a dashboard what is running at the moment
        - Finding the instances that wait for a person before their deadline passes
        - Exporting the history of a workflow for an audit

        ### Key Features:
        - **One Call for Everything**: Running, completed and canceled instances
          arrive in a single list
        - **Progress at a Glance**: Counts the steps of each instance and names the
          last one that was finished
        - **Traceable Origin**: Keeps the person, the role and the inputs with which
          an instance was started

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowInstanceCollection: The instances of the workflow.

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflow_instance_management.get_workflow_instances_list(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return self._call(
            _GET_WORKFLOW_INSTANCES_LIST,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    def get_workflow_instance(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowInstance:
        """Retrieve a Workflow Instance

        Reads one instance of a workflow: its state, its dates, the person behind it
        and the data that it was started with.

        Calling it again and again while the instance is running shows how the work
        moves on.

        ### Use Cases:
        - Waiting for an instance to finish before the next system takes over
        - Checking the state of an instance ahead of canceling it
        - Answering who started an instance, and with which inputs

        ### Key Features:
        - **Exact Target**: Looks up a single instance, so that no list has to be
          searched
        - **Whole Life Cycle**: Dates the start, the last change, the deadline, the
          end and a cancellation
        - **Version of the Workflow**: Tells which version of the workflow the
          instance follows

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_id: Unique identifier for the workflow instance
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowInstance: The instance.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflow_instance_management.get_workflow_instance(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_id="ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
            )
        """
        return self._call(
            _GET_WORKFLOW_INSTANCE,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_id": instance_id,
            },
            options,
        )

    def cancel_workflow_instance(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_id: str,
        options: RequestOptions | None = None,
    ) -> models.CancelWorkflowInstanceResponse:
        """Cancel a Running Workflow Instance

        Ends an instance before its time. The step at work is given up, the ones
        after it are not begun, and the instance stays in the list as canceled. This
        cannot be undone.

        ### Use Cases:
        - Withdrawing a process that was started with the wrong data
        - Clearing up after a customer or an employee has stepped back

        ### Key Features:
        - **Takes Effect at Once**: No further step is begun after the answer has
          arrived
        - **Says What Happened**: The answer carries a message that can be shown or
          logged

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_id: Unique identifier for the workflow instance
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.CancelWorkflowInstanceResponse: The instance is canceled.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = sdk.maestro.workflow_instance_management.cancel_workflow_instance(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_id="ba4a94fa-3efc-4309-9463-36899a4c6d1e",
            )
        """
        return self._call(
            _CANCEL_WORKFLOW_INSTANCE,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_id": instance_id,
            },
            options,
        )


class AsyncWorkflowInstanceManagement(AsyncResource):
    """Operations of ``maestro.workflow_instance_management``."""

    async def get_workflow_instances_list(
        self,
        *,
        account_id: str,
        workflow_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowInstanceCollection:
        """Retrieve All Workflow Instances

        Lists the instances of one workflow, those that are still running as well as
        those that have come to an end. Each entry says which instance it is, how far
        it has come, who set it off and when.

        Take an entry's `id` to ask for that instance alone or to cancel it.

        ### Use Cases:
        - Showing on a dashboard what is running at the moment
        - Finding the instances that wait for a person before their deadline passes
        - Exporting the history of a workflow for an audit

        ### Key Features:
        - **One Call for Everything**: Running, completed and canceled instances
          arrive in a single list
        - **Progress at a Glance**: Counts the steps of each instance and names the
          last one that was finished
        - **Traceable Origin**: Keeps the person, the role and the inputs with which
          an instance was started

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowInstanceCollection: The instances of the workflow.

        Raises:
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflow_instance_management.get_workflow_instances_list(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
            )
        """
        return await self._call(
            _GET_WORKFLOW_INSTANCES_LIST,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
            },
            options,
        )

    async def get_workflow_instance(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_id: str,
        options: RequestOptions | None = None,
    ) -> models.WorkflowInstance:
        """Retrieve a Workflow Instance

        Reads one instance of a workflow: its state, its dates, the person behind it
        and the data that it was started with.

        Calling it again and again while the instance is running shows how the work
        moves on.

        ### Use Cases:
        - Waiting for an instance to finish before the next system takes over
        - Checking the state of an instance ahead of canceling it
        - Answering who started an instance, and with which inputs

        ### Key Features:
        - **Exact Target**: Looks up a single instance, so that no list has to be
          searched
        - **Whole Life Cycle**: Dates the start, the last change, the deadline, the
          end and a cancellation
        - **Version of the Workflow**: Tells which version of the workflow the
          instance follows

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_id: Unique identifier for the workflow instance
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.WorkflowInstance: The instance.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflow_instance_management.get_workflow_instance(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_id="ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
            )
        """
        return await self._call(
            _GET_WORKFLOW_INSTANCE,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_id": instance_id,
            },
            options,
        )

    async def cancel_workflow_instance(
        self,
        *,
        account_id: str,
        workflow_id: str,
        instance_id: str,
        options: RequestOptions | None = None,
    ) -> models.CancelWorkflowInstanceResponse:
        """Cancel a Running Workflow Instance

        Ends an instance before its time. The step at work is given up, the ones
        after it are not begun, and the instance stays in the list as canceled. This
        cannot be undone.

        ### Use Cases:
        - Withdrawing a process that was started with the wrong data
        - Clearing up after a customer or an employee has stepped back

        ### Key Features:
        - **Takes Effect at Once**: No further step is begun after the answer has
          arrived
        - **Says What Happened**: The answer carries a message that can be shown or
          logged

        Args:
            account_id: The unique identifier of the account.
            workflow_id
            instance_id: Unique identifier for the workflow instance
            options: Timeout, retries, headers and the like, for this call alone.

        Returns:
            models.CancelWorkflowInstanceResponse: The instance is canceled.

        Raises:
            errors.Error: The answer has the status 400, 403, 404, 409, 500.
            errors.APIError: Any other answer with a status of 4XX or 5XX.

        Example:
            res = await sdk.maestro.workflow_instance_management.cancel_workflow_instance(
                account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                instance_id="ba4a94fa-3efc-4309-9463-36899a4c6d1e",
            )
        """
        return await self._call(
            _CANCEL_WORKFLOW_INSTANCE,
            {
                "account_id": account_id,
                "workflow_id": workflow_id,
                "instance_id": instance_id,
            },
            options,
        )
